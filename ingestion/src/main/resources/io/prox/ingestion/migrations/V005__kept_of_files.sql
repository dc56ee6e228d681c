-- When the file of an import was destroyed, since its rows were in. What is kept after that (what was found in it, without
-- its cells, and the rows that were refused) is sealed with a key of its own.
ALTER TABLE ingestion.import ADD COLUMN file_gone_at timestamptz;
