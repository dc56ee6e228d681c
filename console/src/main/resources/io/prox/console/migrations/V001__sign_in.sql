-- Wrong passwords of late, by what they are counted for: an account, a browser, a network address; keyed hashes
-- where these are of persons. Accounts that do not exist are counted alike. Belongs to no workspace: which one
-- an account is of is known only after the count.
CREATE TABLE console.sign_in_failure (
    bucket text PRIMARY KEY,
    -- milliseconds since 1970
    failures bigint[] NOT NULL,
    holds integer NOT NULL,
    held_until bigint,
    changed_at bigint NOT NULL
);
CREATE INDEX sign_in_failure_by_change ON console.sign_in_failure (changed_at);
