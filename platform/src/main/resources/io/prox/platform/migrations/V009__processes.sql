-- The processes of the installation, as each reports itself every few seconds by the database's clock. Belongs to
-- no workspace and says nothing of any.
CREATE TABLE platform.process (
    process_id text PRIMARY KEY,
    version text NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    roles text[] NOT NULL,
    -- in turn: role, consumer, state, facts it has not folded yet
    consumers text[] NOT NULL
);
CREATE INDEX process_by_sight ON platform.process (seen_at);
