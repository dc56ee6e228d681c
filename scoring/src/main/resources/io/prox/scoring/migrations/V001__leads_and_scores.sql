-- A lead as scoring knows it. Gone leads keep their row, so that facts about them that come again are dropped.
CREATE TABLE scoring.lead (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    -- of the last fact that was taken in; 0 before the first
    revision bigint NOT NULL,
    -- of the last entry in its ledger
    entry bigint NOT NULL,
    created_at timestamptz,
    outcome text CHECK (outcome IN ('won', 'lost')),
    outcome_at timestamptz,
    deleted boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, lead_id)
);
CALL platform.protect('scoring.lead');

-- What was known of a lead from an instant on, for training sets that know no later.
CREATE TABLE scoring.lead_version (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    revision bigint NOT NULL,
    known_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    profile jsonb NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, revision)
);
CALL platform.protect('scoring.lead_version');

-- A learnt model, as it came from the learner with its proof.
CREATE TABLE scoring.model (
    workspace_id text NOT NULL,
    model_id text NOT NULL,
    created_at timestamptz NOT NULL,
    -- trained on a sample, to be followed by the full one
    quick boolean NOT NULL,
    training_id text NOT NULL,
    file bytea NOT NULL,
    summary jsonb NOT NULL,
    PRIMARY KEY (workspace_id, model_id)
);
CALL platform.protect('scoring.model');

-- Which model counts. No row, or no model: the rules do. While another is being brought in, live changes are
-- scored under both.
CREATE TABLE scoring.champion (
    workspace_id text PRIMARY KEY,
    model_id text,
    coming_model_id text,
    -- of the last promotion
    number bigint NOT NULL
);
CALL platform.protect('scoring.champion');

-- Every change of the champion. Never changed.
CREATE TABLE scoring.promotion (
    workspace_id text NOT NULL,
    number bigint NOT NULL,
    model_id text NOT NULL,
    before_model_id text NOT NULL,
    promoted_by text NOT NULL,
    promoted_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, number)
);
CALL platform.protect('scoring.promotion');
CALL platform.append_only('scoring.promotion');

-- Why a score changed, every time. The features are all that the score depends on beside the model.
CREATE TABLE scoring.ledger_entry (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    entry bigint NOT NULL,
    model_id text NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    computed_at timestamptz NOT NULL,
    cause text NOT NULL,
    reference text NOT NULL,
    changed text[] NOT NULL,
    features bytea NOT NULL,
    probability double precision,
    low double precision,
    high double precision,
    score smallint NOT NULL,
    fit text,
    engagement smallint,
    PRIMARY KEY (workspace_id, lead_id, entry)
);
CALL platform.protect('scoring.ledger_entry');

-- The last entry of each lead under each model that counts or is coming, and up to where it knows the lead.
CREATE TABLE scoring.score (
    workspace_id text NOT NULL,
    model_id text NOT NULL,
    lead_id text NOT NULL,
    entry bigint NOT NULL,
    revision bigint NOT NULL,
    as_of timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, model_id, lead_id)
);
CREATE INDEX score_by_age ON scoring.score (workspace_id, model_id, as_of);
CALL platform.protect('scoring.score');
