-- Where leads come from: a file, a form, a CRM, a program with a key.
CREATE TABLE ingestion.source (
    workspace_id text NOT NULL,
    source_id text NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, source_id),
    UNIQUE (workspace_id, name)
);
CALL platform.protect('ingestion.source');

-- A lead, as the fold of what its sources said: see statement.
CREATE TABLE ingestion.lead (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    -- of the last fact that was published about it
    revision bigint NOT NULL,
    -- of the last statement about it
    statements bigint NOT NULL,
    created_at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    company text,
    outcome text,
    deleted_at timestamptz,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX lead_by_change ON ingestion.lead (workspace_id, changed_at, lead_id);
CREATE INDEX lead_by_company ON ingestion.lead (workspace_id, company) WHERE company IS NOT NULL;
CALL platform.protect('ingestion.lead');

-- Who is who: each e-mail address and each external id of a source belongs to one lead. Keyed hashes.
CREATE TABLE ingestion.identity (
    workspace_id text NOT NULL,
    token text NOT NULL,
    lead_id text NOT NULL,
    PRIMARY KEY (workspace_id, token)
);
CREATE INDEX identity_by_lead ON ingestion.identity (workspace_id, lead_id);
CALL platform.protect('ingestion.identity');

-- What one source said of one lead at one time. Never changed; an undo withdraws it.
CREATE TABLE ingestion.statement (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    number bigint NOT NULL,
    source_id text NOT NULL,
    cause text NOT NULL,
    reference text NOT NULL,
    -- when it was so at the source, and when we learnt of it
    occurred_at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    -- fields that identify nobody, and the others, with the key of the lead
    open jsonb NOT NULL,
    sealed bytea,
    withdrawn_at timestamptz,
    PRIMARY KEY (workspace_id, lead_id, number)
);
CREATE INDEX statement_by_reference ON ingestion.statement (workspace_id, reference)
    WHERE cause = 'import';
CALL platform.protect('ingestion.statement');
