-- Who is on whose contact list. When an account goes, so does its list.
CREATE TABLE contact (
    owner   ${text} NOT NULL, -- the account's endpoint
    address ${text} NOT NULL,
    name    ${text} NOT NULL, -- may be empty
    since   BIGINT  NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    PRIMARY KEY (owner, address)
);

-- Contact requests, and what has become of them: of each owner's at most one with each other endpoint in each direction.
CREATE TABLE contact_request (
    owner    ${text} NOT NULL, -- the account's endpoint: it has asked, or was asked
    side     ${text} NOT NULL, -- which of both
    other    ${text} NOT NULL, -- the other endpoint
    status   ${text} NOT NULL,
    wants    ${text} NOT NULL, -- actions, with spaces between them
    grants   ${text} NOT NULL, -- likewise; may be empty
    granted  ${text} NOT NULL, -- likewise
    note     ${text} NOT NULL,
    asked    BIGINT  NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    expires  BIGINT  NOT NULL, -- likewise
    due      BIGINT  NOT NULL, -- likewise: when something is to be done about it next
    attempts INTEGER NOT NULL, -- how often another service was told
    trans_id INTEGER NOT NULL, -- of what the other service was told; 0 for nothing
    code     INTEGER NOT NULL, -- why it was refused; 0 if it was not
    PRIMARY KEY (owner, side, other)
);

CREATE INDEX contact_request_by_other ON contact_request (other);

CREATE INDEX contact_request_by_due ON contact_request (due);

CREATE INDEX contact_request_by_trans_id ON contact_request (trans_id);
