-- The script for pages, in every version that pages may have been told to load, for good: its address and what it is
-- held to stand on them. It is public, and of no workspace.
CREATE TABLE ingestion.tracker_script (
    version text PRIMARY KEY,
    integrity text NOT NULL,
    plain bytea NOT NULL,
    brotli bytea NOT NULL,
    gzip bytea NOT NULL,
    since timestamptz NOT NULL
);
