-- What has been set for single accounts instead of the installation's quotas.
CREATE TABLE account_quota (
  account INTEGER NOT NULL,
  quota TEXT NOT NULL,                 -- "active-connections"
  catalog INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (account, quota, catalog)
) STRICT, WITHOUT ROWID;
