-- A transaction that has named no workspace gets an error from a table that is walled off, where it saw no rows until
-- now: what somebody forgot to name shows at once, and nobody takes it for an empty workspace.
CREATE FUNCTION platform.no_workspace() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RAISE EXCEPTION 'no workspace is named in this transaction'
        USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

-- '-' names the rows that belong to no workspace. One expression, which PostgreSQL makes part of the statement: indexes
-- are used as before, and what raises the error is called where nothing is named, and nowhere else.
CREATE OR REPLACE FUNCTION platform.current_workspace() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE current_setting('prox.workspace', true)
        WHEN '-' THEN ''
        ELSE coalesce(nullif(current_setting('prox.workspace', true), ''), platform.no_workspace())
    END;
