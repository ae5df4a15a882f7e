-- What owners let actors do. When an account goes, so do its entries.
CREATE TABLE access_entry (
    owner       ${text} NOT NULL, -- the account's endpoint, or a subaddress of it
    actor       ${text} NOT NULL, -- in canonical form, wildcards and escapes as written
    account     ${text} NOT NULL,
    actions     ${text} NOT NULL,
    last_update BIGINT  NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    PRIMARY KEY (owner, actor)
);

CREATE INDEX access_entry_by_account ON access_entry (account);
