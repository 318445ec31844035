-- Records of calls, appended: those of changes in the transaction of the change.
CREATE TABLE audit_event (
  id INTEGER PRIMARY KEY,              -- when the call was taken up, like every identifier
  account INTEGER,                     -- the caller's; null when nobody was believed
  event TEXT NOT NULL                  -- JSON, CloudTrail's shape
) STRICT;
CREATE INDEX audit_event_of_account ON audit_event (account, id);
