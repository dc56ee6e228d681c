-- What of an activity tells whether a person did it, and what was made of it.
ALTER TABLE engagement.activity
    -- which mail it is about: verdicts on what was done with one mail hang together
    ADD COLUMN mail text,
    -- by the rules: the kind of machine and the evidence; empty for a person's
    ADD COLUMN machine text,
    ADD COLUMN evidence text,
    -- what somebody said against the rules: `person`, or a kind of machine
    ADD COLUMN hand text;
CREATE INDEX activity_by_mail ON engagement.activity (workspace_id, lead_id, mail)
    WHERE mail IS NOT NULL AND deed IS NOT NULL;
