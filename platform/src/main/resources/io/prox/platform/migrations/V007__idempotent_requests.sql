-- Requests that were sent with an idempotency key, for a day, with what they were answered.
CREATE TABLE platform.idempotent_request (
    workspace_id text NOT NULL,
    caller text NOT NULL,
    key_hash text NOT NULL,
    -- of what was asked: another request under the same key is a mistake
    fingerprint text NOT NULL,
    created_at timestamptz NOT NULL,
    -- absent until it was answered
    status integer,
    content_type text,
    -- the answer, with the workspace's key; absent if it held a secret that is shown once
    sealed bytea,
    PRIMARY KEY (workspace_id, caller, key_hash)
);
CREATE INDEX idempotent_request_by_age ON platform.idempotent_request (workspace_id, created_at);
CALL platform.protect('platform.idempotent_request');
