-- The verifications of an account, in no catalog: the last attempt of each type. What a row means
-- once next_change has passed is a fact of the clock (domain/verification.h).
CREATE TABLE verification (
  account INTEGER NOT NULL,
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,             -- 1 is IN_PROGRESS
  reason TEXT,
  started_at INTEGER NOT NULL,
  completed_at INTEGER,
  legal_name TEXT,                     -- of a business, as given, and so on
  registration_id TEXT,
  country_code TEXT,
  jurisdiction TEXT,
  tax_id TEXT,                         -- from the form that a business may be asked for
  registration_number TEXT,
  address TEXT,
  due_at INTEGER,                      -- when the check ends; null waits for the operator
  finding INTEGER NOT NULL,            -- the status that it then gets
  attempt INTEGER NOT NULL,            -- time-ordered, like an identifier
  secret TEXT NOT NULL,                -- in the address of the completion page, behind attempt
  page_expires_at INTEGER,
  next_change INTEGER,                 -- by the clock; null when it never will
  revision INTEGER NOT NULL,
  PRIMARY KEY (account, type)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX verification_attempt ON verification (attempt);
CREATE INDEX verification_due ON verification (next_change) WHERE next_change IS NOT NULL;
CREATE INDEX verification_waiting ON verification (started_at) WHERE status = 1 AND due_at IS NULL;

-- When attempts began, of the last day: they are counted.
CREATE TABLE verification_start (
  account INTEGER NOT NULL,
  type INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  PRIMARY KEY (account, type, attempt)
) STRICT, WITHOUT ROWID;
