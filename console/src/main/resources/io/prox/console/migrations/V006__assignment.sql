-- By which rules leads are handed off. No row, or no threshold: by none.
CREATE TABLE console.assignment (
    workspace_id text PRIMARY KEY,
    threshold smallint,
    mode text NOT NULL CHECK (mode IN ('none', 'round-robin', 'region', 'load')),
    members text[] NOT NULL,
    -- users by country
    regions jsonb NOT NULL,
    -- the member whose turn it was
    last_member text
);
CALL platform.protect('console.assignment');
