-- Questions to the list that people keep, for themselves or for everyone.
CREATE TABLE console.saved_view (
    workspace_id text NOT NULL,
    view_id text NOT NULL,
    owner text NOT NULL,
    name text NOT NULL,
    -- as in an address, after the question mark
    query text NOT NULL,
    shared boolean NOT NULL,
    position integer NOT NULL,
    PRIMARY KEY (workspace_id, view_id)
);
CREATE INDEX saved_view_by_owner ON console.saved_view (workspace_id, owner);
CALL platform.protect('console.saved_view');
