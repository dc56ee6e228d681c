-- What people said of leads, each time they set a status. Never changed: it is what can be learnt from.
CREATE TABLE console.feedback (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    -- counts what was said of a lead from 1
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    -- a user or key
    said_by text NOT NULL,
    status text NOT NULL,
    reason text,
    -- with the lead's key, since people write names: unreadable once the lead is deleted
    sealed_note bytea,
    PRIMARY KEY (workspace_id, lead_id, number)
);
CALL platform.protect('console.feedback');
CALL platform.append_only('console.feedback');
