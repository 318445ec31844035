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
