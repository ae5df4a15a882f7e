-- ${text} compares by code point and ${octets} holds octets; each dialect says how its database calls them.
CREATE TABLE account (
    endpoint         ${text}   NOT NULL PRIMARY KEY,
    domain           ${text}   NOT NULL,
    created          BIGINT    NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    scram_salt       ${octets} NOT NULL,
    scram_iterations INTEGER   NOT NULL,
    scram_stored_key ${octets} NOT NULL,
    scram_server_key ${octets} NOT NULL,
    digest_md5       ${octets} NOT NULL,
    digest_md5_local ${octets} NOT NULL
);

CREATE UNIQUE INDEX account_by_domain ON account (domain, endpoint);
