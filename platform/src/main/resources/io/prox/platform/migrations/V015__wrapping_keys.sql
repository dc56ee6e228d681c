-- The keys of a workspace that wrap its data keys, themselves wrapped by the master key. The newest wraps. An older one
-- is there as long as a data key is wrapped by it yet, which a rotation changes.
CREATE TABLE platform.wrapping_key (
    workspace_id text NOT NULL,
    number integer NOT NULL,
    wrapped_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, number)
);
CALL platform.protect('platform.wrapping_key');

-- Until now it was the workspace's own key that wrapped.
DO $$
DECLARE
    workspace text;
BEGIN
    FOR workspace IN SELECT workspace_id FROM platform.workspace_directory LOOP
        PERFORM set_config('prox.workspace', workspace, true);
        INSERT INTO platform.wrapping_key (workspace_id, number, wrapped_key, created_at)
        SELECT workspace_id, 1, wrapped_key, created_at FROM platform.workspace_key
        WHERE workspace_id = workspace;
    END LOOP;
    PERFORM set_config('prox.workspace', '', true);
END $$;

-- Number of the key that wraps it.
ALTER TABLE platform.data_key ADD COLUMN wrapping integer NOT NULL DEFAULT 1;
ALTER TABLE platform.data_key ALTER COLUMN wrapping DROP DEFAULT;

-- Number of the master key that a process wraps by.
ALTER TABLE platform.process ADD COLUMN master_key text NOT NULL DEFAULT '';
