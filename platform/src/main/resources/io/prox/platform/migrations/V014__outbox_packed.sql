-- The messages of a row come compressed; PostgreSQL need not try again.
ALTER TABLE platform.outbox ALTER COLUMN messages SET STORAGE EXTERNAL;
