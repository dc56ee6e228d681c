-- The jobs that have not ended, of all workspaces, for the processes that work on them: one look finds the next
-- one, however many workspaces there are. Says nothing of what they are about. A process that takes one holds it by
-- a lease, which it renews while it works; times are the database's, so that the processes' clocks do not matter.
CREATE TABLE platform.job_queue (
    workspace_id text NOT NULL,
    job_id text NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    not_before timestamptz NOT NULL,
    lease text,
    leased_until timestamptz,
    cancelled boolean NOT NULL DEFAULT false,
    failures integer NOT NULL DEFAULT 0,
    -- how often its process went away since it last got further than ever before
    losses integer NOT NULL DEFAULT 0,
    furthest double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, job_id)
);
CREATE INDEX job_queue_in_order ON platform.job_queue (number);

DO $$
DECLARE
    workspace text;
BEGIN
    FOR workspace IN SELECT workspace_id FROM platform.workspace_directory LOOP
        PERFORM set_config('prox.workspace', workspace, true);
        INSERT INTO platform.job_queue (workspace_id, job_id, kind, not_before, cancelled)
        SELECT workspace_id, job_id, kind, now(), cancel_requested FROM platform.job
        WHERE workspace_id = workspace AND status IN ('queued', 'running')
        ORDER BY created_at, job_id;
    END LOOP;
    PERFORM set_config('prox.workspace', '', true);
END $$;

-- In the order in which they were asked for, also where that was within one tick of the clock.
ALTER TABLE platform.job
    ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
    DROP COLUMN cancel_requested,
    DROP COLUMN attempts,
    DROP COLUMN holder,
    DROP COLUMN lease_until;
DROP INDEX platform.job_by_kind;
DROP INDEX platform.job_under_way;
CREATE INDEX job_by_kind ON platform.job (workspace_id, kind, number);
CREATE INDEX job_by_subject ON platform.job (workspace_id, kind, subject, number);
