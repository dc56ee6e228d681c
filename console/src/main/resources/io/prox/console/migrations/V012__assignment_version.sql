-- Counts the changes of the rules, so that nobody overwrites what another has just changed.
ALTER TABLE console.assignment ADD COLUMN version bigint NOT NULL DEFAULT 0;
