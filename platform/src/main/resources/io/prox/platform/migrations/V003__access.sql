-- People and programs that may work with a workspace.

-- Which workspace a sign-in name belongs to. Keyed hashes: no name can be read from here.
CREATE TABLE platform.sign_in_name (
    name_token text PRIMARY KEY,
    workspace_id text NOT NULL REFERENCES platform.workspace_directory,
    user_id text NOT NULL
);

CREATE TABLE platform.user_account (
    workspace_id text NOT NULL,
    user_id text NOT NULL,
    -- name and e-mail address, with the workspace's key
    sealed bytea NOT NULL,
    role text NOT NULL,
    status text NOT NULL CHECK (status IN ('invited', 'active', 'deactivated')),
    password_hash text,
    oidc_issuer text,
    oidc_subject text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, user_id),
    UNIQUE (workspace_id, oidc_issuer, oidc_subject)
);
CALL platform.protect('platform.user_account');

CREATE TABLE platform.session (
    workspace_id text NOT NULL,
    secret_hash text NOT NULL,
    session_id text NOT NULL,
    user_id text NOT NULL,
    client text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, user_id) REFERENCES platform.user_account ON DELETE CASCADE
);
CREATE INDEX session_by_user ON platform.session (workspace_id, user_id);
CALL platform.protect('platform.session');

CREATE TABLE platform.api_key (
    workspace_id text NOT NULL,
    secret_hash text NOT NULL,
    key_id text NOT NULL,
    name text NOT NULL,
    last_four text NOT NULL,
    permissions text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (workspace_id, secret_hash),
    UNIQUE (workspace_id, key_id)
);
CALL platform.protect('platform.api_key');

-- Links that work once: the first sign-in, an invitation, a new password.
CREATE TABLE platform.one_time_link (
    workspace_id text NOT NULL,
    secret_hash text NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('first-sign-in', 'invitation', 'password-reset')),
    user_id text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, user_id) REFERENCES platform.user_account ON DELETE CASCADE
);
CALL platform.protect('platform.one_time_link');

-- Who did what, when, each entry bound to the one before by its hash. Never changed.
CREATE TABLE platform.audit_entry (
    workspace_id text NOT NULL,
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    origin text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (workspace_id, number)
);
CALL platform.protect('platform.audit_entry');
CALL platform.append_only('platform.audit_entry');
