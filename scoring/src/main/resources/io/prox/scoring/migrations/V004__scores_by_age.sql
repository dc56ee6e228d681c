-- The index by age led with the model, as the key does. For a model that is coming in, of whose scores there are no
-- statistics yet, the planner took them for a handful, and read all of them to find those of a few leads.
DROP INDEX scoring.score_by_age;
CREATE INDEX score_by_age ON scoring.score (workspace_id, as_of, model_id);
