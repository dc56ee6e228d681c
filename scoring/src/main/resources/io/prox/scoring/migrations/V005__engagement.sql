-- What each lead did, as engagement published it last.
CREATE TABLE scoring.lead_engagement (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    revision bigint NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (workspace_id, lead_id)
);
CALL platform.protect('scoring.lead_engagement');

-- What of it was learnt in which hour, for training sets that know no later.
CREATE TABLE scoring.engagement_part (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    hour timestamptz NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, hour)
);
CALL platform.protect('scoring.engagement_part');

-- What a lead did that made it be scored.
ALTER TABLE scoring.ledger_entry ADD COLUMN activities text[] NOT NULL DEFAULT '{}';

-- When the score is to be looked at again, since time alone may move it.
ALTER TABLE scoring.score ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE scoring.score ALTER COLUMN due_at DROP DEFAULT;
DROP INDEX scoring.score_by_age;
CREATE INDEX score_by_due ON scoring.score (workspace_id, due_at, model_id);
