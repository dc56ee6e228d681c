-- For what is written down of deletions outside of the database.
CREATE INDEX lead_by_deletion ON ingestion.lead (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
