-- A file that someone brings, and what became of it.
CREATE TABLE ingestion.import (
    workspace_id text NOT NULL,
    import_id text NOT NULL,
    source_id text NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL DEFAULT 0,
    -- whether all of the file has come
    uploaded boolean NOT NULL DEFAULT false,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    -- what was asked for last; how far that is, its job says
    phase text NOT NULL CHECK (phase IN ('mapping', 'check', 'run', 'undo')),
    job_id text,
    -- what was found in the file, with samples: sealed with the import's key
    look bytea,
    mapping jsonb,
    -- what a trial found, and what really became of the rows so far
    checked jsonb,
    result jsonb,
    -- rows that are done
    position bigint NOT NULL DEFAULT 0,
    ran boolean NOT NULL DEFAULT false,
    started_at timestamptz,
    forgotten_at timestamptz,
    PRIMARY KEY (workspace_id, import_id)
);
CALL platform.protect('ingestion.import');

-- The file, in pieces, each sealed with the import's key. What is sealed cannot be packed.
CREATE TABLE ingestion.import_part (
    workspace_id text NOT NULL,
    import_id text NOT NULL,
    number integer NOT NULL,
    sealed bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (workspace_id, import_id, number),
    FOREIGN KEY (workspace_id, import_id) REFERENCES ingestion.import ON DELETE CASCADE
);
CALL platform.protect('ingestion.import_part');

-- Rows that were refused, those of one piece of work together: line, reason and cells, sealed with the import's key.
CREATE TABLE ingestion.import_refused (
    workspace_id text NOT NULL,
    import_id text NOT NULL,
    position bigint NOT NULL,
    sealed bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (workspace_id, import_id, position),
    FOREIGN KEY (workspace_id, import_id) REFERENCES ingestion.import ON DELETE CASCADE
);
CALL platform.protect('ingestion.import_refused');

-- How the columns of a source were mapped when someone last confirmed it.
CREATE TABLE ingestion.import_memory (
    workspace_id text NOT NULL,
    source_id text NOT NULL,
    memory jsonb NOT NULL,
    PRIMARY KEY (workspace_id, source_id)
);
CALL platform.protect('ingestion.import_memory');
