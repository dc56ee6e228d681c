-- What came in, by source, door and hour. An hour is spread over some rows, so that those who count at the same
-- time do not wait for one another: only sums mean something.
CREATE TABLE ingestion.tally (
    workspace_id text NOT NULL,
    source_id text NOT NULL,
    door text NOT NULL,
    hour timestamptz NOT NULL,
    slot smallint NOT NULL,
    received bigint NOT NULL,
    created bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    -- by how many the leads that the source speaks of grew; falls when it no longer does
    leads bigint NOT NULL,
    last_at timestamptz,
    PRIMARY KEY (workspace_id, source_id, door, hour, slot)
);
CALL platform.protect('ingestion.tally');

-- Leads are gone through by what an import said of them, in their order, as long as it stands.
DROP INDEX ingestion.statement_by_reference;
CREATE INDEX statement_by_reference ON ingestion.statement (workspace_id, reference, lead_id)
    WHERE cause = 'import' AND withdrawn_at IS NULL;
