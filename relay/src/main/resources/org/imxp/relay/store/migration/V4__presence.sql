-- Presence entries, as the service has stamped them (RFC 3343 section 3).
CREATE TABLE presence_entry (
    publisher   ${text} NOT NULL PRIMARY KEY,
    account     ${text} NOT NULL, -- the publisher, or whose subaddress it is: the entry goes when the account goes
    last_update BIGINT  NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    entry       ${text} NOT NULL  -- the presence element
);

CREATE INDEX presence_entry_by_account ON presence_entry (account);

-- Subscriptions and watches that go on (RFC 3343 sections 4.2 and 4.3): of each kind one of an originator for a subject.
CREATE TABLE presence_operation (
    subject            ${text} NOT NULL,
    originator         ${text} NOT NULL,
    kind               ${text} NOT NULL,
    subject_account    ${text} NOT NULL, -- it goes when one of both accounts goes
    originator_account ${text} NOT NULL,
    trans_id           INTEGER NOT NULL,
    duration           INTEGER NOT NULL, -- seconds
    begun              BIGINT  NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    PRIMARY KEY (subject, originator, kind)
);

CREATE INDEX presence_operation_by_subject_account ON presence_operation (subject_account);

CREATE INDEX presence_operation_by_originator_account ON presence_operation (originator_account);
