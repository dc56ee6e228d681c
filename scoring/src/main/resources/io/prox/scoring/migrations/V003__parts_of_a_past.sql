-- A fact that changes the past of a lead says all of it anew, in several versions.
ALTER TABLE scoring.lead_version ADD COLUMN part integer NOT NULL DEFAULT 0;
ALTER TABLE scoring.lead_version DROP CONSTRAINT lead_version_pkey;
ALTER TABLE scoring.lead_version ADD PRIMARY KEY (workspace_id, lead_id, revision, part);
