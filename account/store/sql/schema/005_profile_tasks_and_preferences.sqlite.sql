-- Whose invitations to collaborate an account lets in. No row: everybody's, at revision 1.
CREATE TABLE connection_preferences (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  access_type INTEGER NOT NULL,
  participants TEXT NOT NULL,          -- who is kept out: identifiers, one a line
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,           -- the API's
  PRIMARY KEY (account, catalog),
  FOREIGN KEY (account, catalog) REFERENCES partner (account, catalog)
) STRICT, WITHOUT ROWID;

-- Updates of profiles: asked for, then reviewed once they are due. The id sorts as they were asked
-- for; the latest is what GetProfileUpdateTask shows.
CREATE TABLE profile_task (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  status INTEGER NOT NULL,             -- 0 is IN_PROGRESS
  started_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- when to look at it next; whoever reviews it puts this off
  ended_at INTEGER,
  errors TEXT,                         -- the API's ErrorDetailList
  details TEXT NOT NULL,               -- the API's TaskDetails
  FOREIGN KEY (account, catalog) REFERENCES partner (account, catalog)
) STRICT;
CREATE INDEX profile_task_of ON profile_task (account, catalog);
-- One update at a time.
CREATE UNIQUE INDEX profile_task_running ON profile_task (account, catalog) WHERE status = 0;
CREATE INDEX profile_task_due ON profile_task (due_at) WHERE status = 0;

-- When visibilities were put, for the quota of a day. What is older goes with the next.
CREATE TABLE profile_visibility_update (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  id INTEGER NOT NULL,                 -- time-ordered
  PRIMARY KEY (account, catalog, id)
) STRICT, WITHOUT ROWID;

-- Display names are looked for when a profile is reviewed: compared as legal names are.
ALTER TABLE partner ADD COLUMN display_name_key TEXT;
UPDATE partner SET display_name_key = lower(trim(json_extract(profile, '$.DisplayName')));
CREATE INDEX partner_display_name ON partner (catalog, display_name_key);
