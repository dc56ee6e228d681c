-- The list finds what was won and what was lost by when it came, of which the index knew what was won alone.
CREATE INDEX item_by_outcome ON console.item (workspace_id, outcome_at) WHERE outcome_at IS NOT NULL;
DROP INDEX console.item_by_win;
