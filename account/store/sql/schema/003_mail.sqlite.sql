-- Codes that were mailed to prove an address. Of one account, catalog and address the newest counts;
-- older ones stay a while, because the quota of the address counts them.
CREATE TABLE verification_code (
  id INTEGER PRIMARY KEY,              -- begins with the time
  address TEXT NOT NULL,               -- in lower case
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  digest BLOB NOT NULL,                -- of the code
  wrong_tries INTEGER NOT NULL,
  spent INTEGER NOT NULL
) STRICT;
CREATE INDEX verification_code_address ON verification_code (address);

-- Mails, written with the change that they tell of and sent later. Rows are appended; the only index
-- that every one enters is that of the waiting ones, at its end.
CREATE TABLE mail (
  id INTEGER PRIMARY KEY,              -- begins with the time
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  state INTEGER NOT NULL,              -- 0 waiting, 1 sent, 2 dead, 3 kept for people to read
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- next attempt; of a claimed one, until when the claim holds
  expires_at INTEGER,                  -- when it is of no use any more
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX mail_due ON mail (due_at) WHERE state = 0;
CREATE INDEX mail_expiry ON mail (expires_at) WHERE expires_at IS NOT NULL;
