-- When a tuple of the entry closes next, in milliseconds since 1970-01-01T00:00:00Z: what is past is looked up in the entry. So a
-- relay that starts need not read what all entries say.
ALTER TABLE presence_entry ADD COLUMN next_closing BIGINT NOT NULL DEFAULT 0;
