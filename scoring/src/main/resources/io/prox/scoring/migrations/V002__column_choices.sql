-- Columns that a person wants out of every training, or in whatever the proof says of them.
CREATE TABLE scoring.column_choice (
    workspace_id text NOT NULL,
    column_name text NOT NULL,
    used boolean NOT NULL,
    PRIMARY KEY (workspace_id, column_name)
);
CALL platform.protect('scoring.column_choice');
