-- Data that waits for its recipient to attach. The number grows with each row and is never given again: it is the order of
-- arrival. The payload comes last, so that counting does not read it.
CREATE TABLE held_data (
    number    ${number},
    account   ${text}   NOT NULL, -- whose data goes when the account goes
    recipient ${text}   NOT NULL, -- the account's endpoint, or a subaddress of it
    received  BIGINT    NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    expiry    BIGINT,             -- likewise; none for data that is held until it is fetched
    dialect   ${text}   NOT NULL,
    size      BIGINT    NOT NULL,
    payload   ${octets} NOT NULL
);

CREATE INDEX held_data_by_recipient ON held_data (recipient, number);

CREATE INDEX held_data_by_expiry ON held_data (expiry) WHERE expiry IS NOT NULL;
