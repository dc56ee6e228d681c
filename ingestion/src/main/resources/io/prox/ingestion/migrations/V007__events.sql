-- Keys by which a source sends events. A server's proves who somebody is, and its hash alone is kept; a browser's
-- is on every page, and proves nothing.
CREATE TABLE ingestion.write_key (
    workspace_id text NOT NULL,
    secret_hash text NOT NULL,
    key_id text NOT NULL,
    source_id text NOT NULL,
    channel text NOT NULL,
    -- what may be shown: the whole key of a browser, the last characters of a server's
    shown text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (workspace_id, secret_hash),
    UNIQUE (workspace_id, key_id)
);
CREATE INDEX write_key_by_source ON ingestion.write_key (workspace_id, source_id);
CALL platform.protect('ingestion.write_key');

-- Events that were taken, so that one that comes again is known: hashes of source and message id, and of what it
-- says.
CREATE TABLE ingestion.known_event (
    workspace_id text NOT NULL,
    event bytea NOT NULL,
    content bytea NOT NULL,
    known_on date NOT NULL,
    PRIMARY KEY (workspace_id, event)
);
CREATE INDEX known_event_by_day ON ingestion.known_event (workspace_id, known_on);
CALL platform.protect('ingestion.known_event');

-- Devices and user identifiers that events speak of. Keyed hashes.
CREATE TABLE ingestion.visitor (
    workspace_id text NOT NULL,
    visitor text NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, visitor)
);
CALL platform.protect('ingestion.visitor');

-- That a device was in the hands of a person at a time, as something proved. Of ten minutes one row is enough.
CREATE TABLE ingestion.visitor_link (
    workspace_id text NOT NULL,
    visitor text NOT NULL,
    person text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, visitor, person, at)
);
CREATE INDEX visitor_link_by_person ON ingestion.visitor_link (workspace_id, person);
CALL platform.protect('ingestion.visitor_link');

-- That a device claimed to be in the hands of a person, which nothing proved.
CREATE TABLE ingestion.visitor_claim (
    workspace_id text NOT NULL,
    visitor text NOT NULL,
    person text NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, visitor, person)
);
CREATE INDEX visitor_claim_by_person ON ingestion.visitor_claim (workspace_id, person);
CALL platform.protect('ingestion.visitor_claim');

-- What visitors did, in values that identify nobody, and which lead that was published of. It moves on when it
-- turns out to have been another's.
CREATE TABLE ingestion.activity (
    workspace_id text NOT NULL,
    visitor text NOT NULL,
    activity text NOT NULL,
    at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    lead_id text,
    -- of the last fact that was published about it; 0 before the first
    revision bigint NOT NULL,
    deed jsonb NOT NULL,
    PRIMARY KEY (workspace_id, visitor, activity)
);
CREATE INDEX activity_by_lead ON ingestion.activity (workspace_id, lead_id) WHERE lead_id IS NOT NULL;
CALL platform.protect('ingestion.activity');

-- Events that were refused at the door, or could not be taken after it, with what was sent, sealed with the key of
-- a day.
CREATE TABLE ingestion.kept_event (
    workspace_id text NOT NULL,
    kept_id text NOT NULL,
    -- refused, rejected
    stage text NOT NULL,
    source_id text NOT NULL,
    channel text NOT NULL,
    received_at timestamptz NOT NULL,
    network text,
    reason text NOT NULL,
    faults jsonb NOT NULL,
    version text NOT NULL,
    day date,
    sealed bytea,
    -- whom it speaks of, where that could be read: keyed hashes
    persons text[] NOT NULL,
    replayed_at timestamptz,
    PRIMARY KEY (workspace_id, kept_id)
);
CREATE INDEX kept_event_by_person ON ingestion.kept_event USING gin (persons);
CALL platform.protect('ingestion.kept_event');

-- What became of the events of a source, by the hour in which they were received. An hour is spread over some rows.
CREATE TABLE ingestion.event_tally (
    workspace_id text NOT NULL,
    source_id text NOT NULL,
    hour timestamptz NOT NULL,
    slot smallint NOT NULL,
    received bigint NOT NULL,
    refused bigint NOT NULL,
    matched bigint NOT NULL,
    anonymous bigint NOT NULL,
    repeated bigint NOT NULL,
    rejected bigint NOT NULL,
    last_at timestamptz,
    PRIMARY KEY (workspace_id, source_id, hour, slot)
);
CALL platform.protect('ingestion.event_tally');
