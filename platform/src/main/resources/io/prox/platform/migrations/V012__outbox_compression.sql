-- A row of the outbox lives for milliseconds: what counts is how fast it is packed, not how small
-- it gets. Where PostgreSQL was built without LZ4 nothing is packed.
DO $$ BEGIN
    IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
        ALTER TABLE platform.outbox ALTER COLUMN messages SET COMPRESSION lz4;
    ELSE
        ALTER TABLE platform.outbox ALTER COLUMN messages SET STORAGE EXTERNAL;
    END IF;
END $$;
