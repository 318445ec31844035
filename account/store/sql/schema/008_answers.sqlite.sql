-- An invitation is written once and never changes; how it ended is a row of its own, appended. So an
-- answer writes no fat row again, and the two lists are read from their indexes alone: twenty
-- invitations of an account lie side by side there, while their rows lie on twenty pages.

CREATE TABLE invitation_answer (
  invitation INTEGER PRIMARY KEY,
  status INTEGER NOT NULL,             -- never 0, PENDING: that is what the lack of a row means
  connection INTEGER,                  -- the one that an acceptance made or extended
  at INTEGER NOT NULL,
  reason TEXT,
  CHECK (status <> 0)
) STRICT;
INSERT INTO invitation_answer (invitation, status, connection, at, reason)
  SELECT id, status, connection, updated_at, reason FROM invitation WHERE status <> 0 ORDER BY id;

CREATE TABLE written_invitation (
  id INTEGER PRIMARY KEY,
  catalog INTEGER NOT NULL,
  type INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  receiver INTEGER NOT NULL,
  connection INTEGER,                  -- the live one that it would add its type to
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,         -- from then on, without an answer, it is EXPIRED
  sender_profile TEXT NOT NULL,
  receiver_identifier TEXT NOT NULL,
  inviter_email TEXT NOT NULL,
  inviter_name TEXT NOT NULL,
  message TEXT NOT NULL,
  CHECK (sender <> receiver)
) STRICT;
INSERT INTO written_invitation
  SELECT id, catalog, type, sender, receiver, CASE status WHEN 1 THEN NULL ELSE connection END,
         created_at, expires_at, sender_profile, receiver_identifier, inviter_email, inviter_name,
         message
  FROM invitation ORDER BY id;

CREATE TABLE open_invitation (
  party_low INTEGER NOT NULL,          -- sender and receiver in numeric order
  party_high INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  type INTEGER NOT NULL,
  invitation INTEGER NOT NULL,
  -- A second open invitation of the pair cannot exist, nor one that crosses it.
  PRIMARY KEY (party_low, party_high, catalog, type),
  CHECK (party_low < party_high)
) STRICT, WITHOUT ROWID;
INSERT INTO open_invitation (party_low, party_high, catalog, type, invitation)
  SELECT party_low, party_high, catalog, type, id FROM invitation WHERE status = 0
  ORDER BY party_low, party_high, catalog, type;

DROP TABLE invitation;
ALTER TABLE written_invitation RENAME TO invitation;
-- Each holds all that its list shows.
CREATE INDEX invitation_sent ON invitation
  (sender, catalog, id, type, receiver, connection, created_at, expires_at, receiver_identifier);
CREATE INDEX invitation_received ON invitation
  (receiver, catalog, id, type, sender, connection, created_at, expires_at, sender_profile);
