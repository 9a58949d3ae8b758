-- The tables of camel-mxauth's token store, for PostgreSQL, H2, and whatever else takes this SQL.

-- What is kept: one row for each account, and one for each log-in that is under way.
CREATE TABLE IF NOT EXISTS mxauth_token (
    -- names provider and account, or a log-in; no secret
    token_key VARCHAR(200) NOT NULL PRIMARY KEY,
    -- encrypted, bound to the key
    token_value BYTEA NOT NULL,
    -- another with each write
    version BIGINT NOT NULL,
    -- when the row may be deleted, in milliseconds since 1970
    expires_at BIGINT NOT NULL
);

-- What is locked while an account is renewed: the row of its key.
CREATE TABLE IF NOT EXISTS mxauth_section (
    token_key VARCHAR(200) NOT NULL PRIMARY KEY,
    -- when it was made, in milliseconds since 1970
    made_at BIGINT NOT NULL
);
