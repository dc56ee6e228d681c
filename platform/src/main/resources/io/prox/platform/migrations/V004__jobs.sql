-- Long work in the background. Who works on it holds a lease and renews it: where that runs out, another takes over.
CREATE TABLE platform.job (
    workspace_id text NOT NULL,
    job_id text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    started_by text NOT NULL,
    created_at timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    stage text NOT NULL DEFAULT '',
    fraction double precision NOT NULL DEFAULT 0,
    started_at timestamptz,
    ended_at timestamptz,
    trouble text,
    cancel_requested boolean NOT NULL DEFAULT false,
    attempts integer NOT NULL DEFAULT 0,
    holder text,
    lease_until timestamptz,
    PRIMARY KEY (workspace_id, job_id)
);
CREATE INDEX job_by_kind ON platform.job (workspace_id, kind, created_at DESC);
CREATE INDEX job_under_way ON platform.job (workspace_id) WHERE status IN ('queued', 'running');
CALL platform.protect('platform.job');
