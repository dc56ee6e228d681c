-- The console's own read model of leads and scores, folded from the log, and what people do with leads.

-- Which model's scores a workspace is shown. No row: those of the rules.
CREATE TABLE console.shown_model (
    workspace_id text PRIMARY KEY,
    model text NOT NULL,
    -- of the promotion that did it
    number bigint NOT NULL,
    promoted_at timestamptz NOT NULL
);
CALL platform.protect('console.shown_model');

-- Promotions, as far as they were met on each partition of the log.
CREATE TABLE console.promotion_marker (
    workspace_id text NOT NULL,
    number bigint NOT NULL,
    partition integer NOT NULL,
    model text NOT NULL,
    promoted_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, number, partition)
);
CALL platform.protect('console.promotion_marker');

-- A lead as its newest fact has it. The row is also what is locked to work on a lead, and stays when the lead
-- is deleted, emptied, so that an older fact that comes again brings nothing back. Revision 0: scores came
-- before the lead.
CREATE TABLE console.item (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    revision bigint NOT NULL,
    deleted boolean NOT NULL,
    known_at timestamptz,
    created_at timestamptz,
    company text,
    country text,
    sources text[],
    outcome text,
    outcome_at timestamptz,
    outcome_amount numeric,
    outcome_currency text,
    -- the few values that a list shows
    shown jsonb,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX item_by_win ON console.item (workspace_id, outcome_at) WHERE outcome = 'won';
CALL platform.protect('console.item');

-- By what leads are found: keyed hashes of 128 bits.
CREATE TABLE console.item_token (
    workspace_id text NOT NULL,
    token uuid NOT NULL,
    lead_id text NOT NULL,
    PRIMARY KEY (workspace_id, token, lead_id)
);
CREATE INDEX item_token_by_lead ON console.item_token (workspace_id, lead_id);
CALL platform.protect('console.item_token');

-- The newest score of a lead under each model.
CREATE TABLE console.score (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    model text NOT NULL,
    entry bigint NOT NULL,
    computed_at timestamptz NOT NULL,
    score smallint NOT NULL,
    probability double precision,
    low double precision,
    high double precision,
    fit text,
    engagement smallint,
    reasons jsonb NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, model)
);
CALL platform.protect('console.score');

-- Scores of the last day and the one before, to tell what a lead had a day ago.
CREATE TABLE console.earlier_score (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    model text NOT NULL,
    entry bigint NOT NULL,
    computed_at timestamptz NOT NULL,
    score smallint NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, model, entry)
);
CALL platform.protect('console.earlier_score');

-- What became of a lead here: whose it is, and how far they are. No row: nobody's, and new.
CREATE TABLE console.work (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    -- counts the changes of this row
    version bigint NOT NULL,
    owner text,
    status text NOT NULL CHECK (status IN ('new', 'claimed', 'contacted', 'qualified', 'disqualified')),
    status_at timestamptz,
    reason text,
    changed_at timestamptz NOT NULL,
    qualified_by text CHECK (qualified_by IN ('threshold', 'person')),
    qualified_at timestamptz,
    -- by the rules of assignment, which do so once
    handed_off_at timestamptz,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX work_by_owner ON console.work (workspace_id, owner) WHERE owner IS NOT NULL;
CREATE INDEX work_by_qualification ON console.work (workspace_id, qualified_at) WHERE qualified_at IS NOT NULL;
CALL platform.protect('console.work');

-- What lists are filtered and sorted by: a lead's row for the model that is shown, and one for each model whose
-- scores are on the way to be shown. Follows from item, score and work alone.
CREATE TABLE console.ranked (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    model text NOT NULL,
    -- -1 while there is none
    score smallint NOT NULL,
    fit text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- empty where there is none
    company text NOT NULL COLLATE "C",
    country text NOT NULL,
    sources text[] NOT NULL,
    outcome text NOT NULL,
    status text NOT NULL,
    owner text NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, model)
);
CREATE INDEX ranked_by_score ON console.ranked (workspace_id, model, score, lead_id);
CREATE INDEX ranked_by_change ON console.ranked (workspace_id, model, changed_at, lead_id);
CREATE INDEX ranked_by_creation ON console.ranked (workspace_id, model, created_at, lead_id);
CREATE INDEX ranked_by_owner ON console.ranked (workspace_id, model, owner, score, lead_id) WHERE owner <> '';
CREATE INDEX ranked_by_company ON console.ranked (workspace_id, model, company, score, lead_id) WHERE company <> '';
CALL platform.protect('console.ranked');
