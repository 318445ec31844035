-- Counts the changes of a partner, so that nobody overwrites what changed meanwhile.
ALTER TABLE partner ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
