-- Who may call, and what they may do.

-- A suspended account has no say: its keys are as unknown ones. The operator is the one account
-- whose identities may use the admin API.
ALTER TABLE account ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN operator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX account_operator ON account (operator) WHERE operator = 1;

CREATE TABLE identity (
  account INTEGER NOT NULL REFERENCES account (id),
  kind INTEGER NOT NULL,               -- 0 user, 1 role
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  id TEXT NOT NULL,                    -- AIDA…, AROA…
  created_at INTEGER NOT NULL,
  boundary TEXT,                       -- ARN of a managed policy
  description TEXT,                    -- this and what follows: of roles
  trust_policy TEXT,
  max_session INTEGER,                 -- milliseconds
  PRIMARY KEY (account, kind, name),
  CHECK ((kind = 1) = (trust_policy IS NOT NULL AND max_session IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX identity_name ON identity (account, kind, lower(name));

CREATE TABLE identity_tag (
  account INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, kind, name, key),
  FOREIGN KEY (account, kind, name) REFERENCES identity (account, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE inline_policy (
  account INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  policy TEXT NOT NULL,                -- its name
  document TEXT NOT NULL,
  PRIMARY KEY (account, kind, name, policy),
  FOREIGN KEY (account, kind, name) REFERENCES identity (account, kind, name)
) STRICT;

CREATE TABLE managed_policy (
  account INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  id TEXT NOT NULL,                    -- ANPA…
  created_at INTEGER NOT NULL,
  description TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account, name)
) STRICT;
CREATE UNIQUE INDEX managed_policy_name ON managed_policy (account, lower(name));

CREATE TABLE policy_attachment (
  account INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  policy TEXT NOT NULL,                -- its ARN; AWS's own are no rows
  PRIMARY KEY (account, kind, name, policy),
  FOREIGN KEY (account, kind, name) REFERENCES identity (account, kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_attachment_policy ON policy_attachment (account, policy);

CREATE TABLE access_key (
  id TEXT PRIMARY KEY,                 -- AKIA…
  account INTEGER NOT NULL REFERENCES account (id),
  kind INTEGER NOT NULL DEFAULT 0 CHECK (kind = 0),  -- for the foreign key: only users have some
  user_name TEXT,                      -- null: the account's root
  place INTEGER NOT NULL CHECK (place IN (0, 1)),    -- so that nobody has three
  sealed BLOB NOT NULL,
  active INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  last_used_service TEXT,
  last_used_region TEXT,
  FOREIGN KEY (account, kind, user_name) REFERENCES identity (account, kind, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX access_key_place ON access_key (account, coalesce(user_name, ''), place);

-- Roles that were assumed. A row stays for a while after it expired, so that its key is told from
-- one that never was.
CREATE TABLE session (
  id TEXT PRIMARY KEY,                 -- ASIA…
  account INTEGER NOT NULL,
  source INTEGER NOT NULL,             -- the account of whoever assumed the first role of the chain
  role_name TEXT NOT NULL,
  role_id TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  policies TEXT NOT NULL,              -- what bounds it: a list of names and documents, as JSON
  tags TEXT NOT NULL                   -- the API's TagList
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expiry ON session (expires_at);
