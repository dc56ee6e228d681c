-- What each lead did, as a whole. Gone leads keep their row, so that what comes of them later is dropped.
CREATE TABLE engagement.lead (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    -- of the last fact that was published about it; 0 before the first
    revision bigint NOT NULL,
    -- the fold of all parts
    state bytea NOT NULL,
    deleted boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, lead_id)
);
CALL platform.protect('engagement.lead');

-- What of it was learnt in which hour.
CREATE TABLE engagement.part (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    hour timestamptz NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, hour)
);
CALL platform.protect('engagement.part');

-- The timeline: each activity once. What was taken back keeps its row, without what was done, so that an older
-- fact that says it comes too late.
CREATE TABLE engagement.activity (
    workspace_id text NOT NULL,
    lead_id text NOT NULL,
    activity text NOT NULL,
    revision bigint NOT NULL,
    at timestamptz,
    -- in which it was learnt
    hour timestamptz,
    -- whether it is in the fold
    counts boolean NOT NULL,
    deed jsonb,
    PRIMARY KEY (workspace_id, lead_id, activity)
);
CREATE INDEX activity_by_time ON engagement.activity (workspace_id, lead_id, at DESC, activity DESC)
    WHERE deed IS NOT NULL;
CREATE INDEX activity_by_hour ON engagement.activity (workspace_id, lead_id, hour) WHERE counts;
CALL platform.protect('engagement.activity');
