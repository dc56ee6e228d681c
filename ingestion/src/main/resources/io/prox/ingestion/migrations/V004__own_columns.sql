-- Each column of the customer's own, under the spelling in which it first came: what differs in case, blanks and signs alone
-- is one column, whichever source it comes from.
CREATE TABLE ingestion.own_column (
    workspace_id text NOT NULL,
    folded text NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (workspace_id, folded)
);
CALL platform.protect('ingestion.own_column');
