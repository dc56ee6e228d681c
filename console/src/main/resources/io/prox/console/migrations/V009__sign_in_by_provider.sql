-- Sign-ins by the provider that have come back, by state: each comes back once. Forgotten when they are so old that
-- they would not be taken any more. Belongs to no workspace: which one is known only after the sign-in.
CREATE TABLE console.returned_sign_in (
    state text PRIMARY KEY,
    -- milliseconds since 1970
    returned_at bigint NOT NULL
);
CREATE INDEX returned_sign_in_by_time ON console.returned_sign_in (returned_at);
