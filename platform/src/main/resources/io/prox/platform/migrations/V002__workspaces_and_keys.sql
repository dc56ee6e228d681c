-- Every workspace there is, for work that goes round all of them. Says nothing but that it exists.
CREATE TABLE platform.workspace_directory (
    workspace_id text PRIMARY KEY
);

CREATE TABLE platform.workspace (
    workspace_id text PRIMARY KEY REFERENCES platform.workspace_directory,
    name text NOT NULL,
    demo boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
);
CALL platform.protect('platform.workspace');

-- A workspace's own key, and the key of its blind indexes, both wrapped by the installation's master key.
CREATE TABLE platform.workspace_key (
    workspace_id text PRIMARY KEY,
    wrapped_key bytea NOT NULL,
    wrapped_index_key bytea NOT NULL,
    created_at timestamptz NOT NULL
);
CALL platform.protect('platform.workspace_key');

-- The key by which sign-in names are hashed, in all workspaces the same, wrapped by the master key. One row.
CREATE TABLE platform.installation_key (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    wrapped_index_key bytea NOT NULL
);

-- The key of one person or one thing, wrapped by the workspace's. Without its row, what it sealed is noise.
CREATE TABLE platform.data_key (
    workspace_id text NOT NULL,
    owner_id text NOT NULL,
    wrapped_key bytea NOT NULL,
    PRIMARY KEY (workspace_id, owner_id)
);
CALL platform.protect('platform.data_key');
