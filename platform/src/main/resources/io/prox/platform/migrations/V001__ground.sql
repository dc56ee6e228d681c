-- What every component stands on. The tables of one workspace are walled off from all others by row-level
-- security: a statement sees the rows of the workspace that its transaction has named, and no others.

CREATE FUNCTION platform.current_workspace() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('prox.workspace', true);

-- Puts the wall around a table. It must have a column workspace_id.
CREATE PROCEDURE platform.protect(target regclass)
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format(
        'CREATE POLICY workspace ON %s USING (workspace_id = platform.current_workspace())'
        ' WITH CHECK (workspace_id = platform.current_workspace())', target);
END $$;

-- Rows of such a table are written once and stay.
CREATE FUNCTION platform.refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of %.% are never changed or deleted', tg_table_schema, tg_table_name;
END $$;

CREATE PROCEDURE platform.append_only(target regclass)
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', target);
END $$;

-- Up to where a consumer has read a partition. Moves in the transaction that holds the effect of the facts
-- before it, and only from the offset that the consumer believed it to be at: a stale owner fails there.
CREATE TABLE platform.consumer_offset (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
);

-- What is to be published, one row a transaction, in the order of number. A row goes when the log has it.
CREATE TABLE platform.outbox (
    component text NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    messages bytea NOT NULL,
    PRIMARY KEY (component, number)
);

-- Facts that a consumer could not take, with their bytes. Where even the workspace cannot be told, it is ''.
CREATE TABLE platform.rejected (
    workspace_id text NOT NULL,
    rejected_id text NOT NULL,
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint NOT NULL,
    record_key bytea,
    record_value bytea,
    problem text NOT NULL,
    detail text NOT NULL,
    version text NOT NULL,
    rejected_at timestamptz NOT NULL,
    replayed_at timestamptz,
    PRIMARY KEY (workspace_id, rejected_id),
    UNIQUE (workspace_id, consumer, topic, partition, record_offset)
);
CALL platform.protect('platform.rejected');
