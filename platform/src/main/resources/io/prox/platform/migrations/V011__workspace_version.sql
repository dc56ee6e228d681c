-- Counts the changes of a workspace's settings, so that nobody overwrites what they have not seen.
ALTER TABLE platform.workspace ADD COLUMN version bigint NOT NULL DEFAULT 1;
