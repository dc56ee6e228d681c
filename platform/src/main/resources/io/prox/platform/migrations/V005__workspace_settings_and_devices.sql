ALTER TABLE platform.workspace
    ADD COLUMN threshold_a integer NOT NULL DEFAULT 80,
    ADD COLUMN threshold_b integer NOT NULL DEFAULT 50,
    ADD COLUMN threshold_c integer NOT NULL DEFAULT 20,
    ADD COLUMN currency text NOT NULL DEFAULT 'EUR',
    ADD COLUMN horizon_days integer NOT NULL DEFAULT 90,
    ADD CHECK (threshold_a <= 100 AND threshold_a > threshold_b AND threshold_b > threshold_c AND threshold_c >= 0);

-- Browsers from which a user has signed in before. What is tried elsewhere in that user's name does not lock
-- them out.
CREATE TABLE platform.known_device (
    workspace_id text NOT NULL,
    secret_hash text NOT NULL,
    device_id text NOT NULL,
    user_id text NOT NULL,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, user_id) REFERENCES platform.user_account ON DELETE CASCADE
);
CREATE INDEX known_device_by_user ON platform.known_device (workspace_id, user_id);
CALL platform.protect('platform.known_device');
