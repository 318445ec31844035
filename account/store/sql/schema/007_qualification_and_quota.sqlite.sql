-- What has been set for single accounts instead of the installation's quotas.
CREATE TABLE account_quota (
  account INTEGER NOT NULL,
  quota TEXT NOT NULL,                 -- "active-connections"
  catalog INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (account, quota, catalog)
) STRICT, WITHOUT ROWID;

-- Those that have ended for good, by when: what is kept only for a while is found without looking
-- at the others.
CREATE INDEX connection_terminated ON connection (updated_at) WHERE live = 0;

-- Whose qualifications a partner shares. A place
-- with the primary is taken when the association is asked for.
ALTER TABLE partner ADD COLUMN primary_account INTEGER;
ALTER TABLE partner ADD COLUMN associated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN associates INTEGER NOT NULL DEFAULT 0
  CHECK (associates BETWEEN 0 AND 6);
ALTER TABLE partner ADD COLUMN qualifications_updated_at INTEGER;
CREATE INDEX partner_primary ON partner (primary_account, catalog)
  WHERE primary_account IS NOT NULL;

-- The latest task of each kind that a subsidiary asked for.
CREATE TABLE qualification_task (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  kind INTEGER NOT NULL,               -- 0 association, 1 disassociation
  id INTEGER NOT NULL,                 -- time-ordered
  primary_account INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ended_at INTEGER,                    -- null while it is in progress
  PRIMARY KEY (account, catalog, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX qualification_task_due ON qualification_task (due_at) WHERE ended_at IS NULL;
