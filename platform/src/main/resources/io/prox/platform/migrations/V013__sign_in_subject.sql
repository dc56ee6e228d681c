-- Which user an OIDC provider means by a subject. Keyed hashes: no subject can be read from here, nor from
-- user_account, whose oidc_subject holds the same hash.
CREATE TABLE platform.sign_in_subject (
    subject_token text PRIMARY KEY,
    workspace_id text NOT NULL REFERENCES platform.workspace_directory,
    user_id text NOT NULL,
    UNIQUE (workspace_id, user_id)
);
