-- Where the audit log of a workspace ends: number and hash of its newest entry, with a tag that nobody makes without
-- the master key. Entries that were cut off the end are missed by it.
CREATE TABLE platform.audit_head (
    workspace_id text PRIMARY KEY,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    tag text NOT NULL
);
CALL platform.protect('platform.audit_head');
