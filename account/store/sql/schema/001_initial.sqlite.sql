-- Enumerations are integers in the order of the API's model; instants are milliseconds since 1970;
-- accounts are their twelve digits as a number; booleans are 0 and 1.

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  seller_profile_id TEXT,
  seller_profile_name TEXT
) STRICT;
CREATE UNIQUE INDEX account_seller_profile ON account (seller_profile_id);

CREATE TABLE partner (
  account INTEGER NOT NULL REFERENCES account (id),
  catalog INTEGER NOT NULL,
  id TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  legal_name_key TEXT NOT NULL,        -- trimmed and in lower case: legal names are unique
  created_at INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  profile_id TEXT,
  profile TEXT NOT NULL,               -- the API's PartnerProfile
  alliance_lead_contact TEXT NOT NULL, -- the API's AllianceLeadContact
  email_domains TEXT NOT NULL,         -- the API's PartnerDomainList
  PRIMARY KEY (account, catalog)
) STRICT;
CREATE UNIQUE INDEX partner_id ON partner (catalog, id);
CREATE UNIQUE INDEX partner_legal_name ON partner (catalog, legal_name_key);
CREATE UNIQUE INDEX partner_profile ON partner (catalog, profile_id);

-- One row per invitation, an object of two parties.
CREATE TABLE invitation (
  id INTEGER PRIMARY KEY,
  catalog INTEGER NOT NULL,
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,             -- 0 is PENDING; past expires_at that means EXPIRED
  sender INTEGER NOT NULL,
  receiver INTEGER NOT NULL,
  party_low INTEGER NOT NULL,          -- sender and receiver in numeric order
  party_high INTEGER NOT NULL,
  connection INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  sender_profile TEXT NOT NULL,
  receiver_identifier TEXT NOT NULL,
  inviter_email TEXT NOT NULL,
  inviter_name TEXT NOT NULL,
  message TEXT NOT NULL,
  reason TEXT,
  CHECK (sender <> receiver AND party_low < party_high)
) STRICT;
CREATE INDEX invitation_sent ON invitation (sender, catalog);
CREATE INDEX invitation_received ON invitation (receiver, catalog);
-- A second open invitation of the pair cannot exist, nor one that crosses it.
CREATE UNIQUE INDEX invitation_open ON invitation (party_low, party_high, catalog, type)
  WHERE status = 0;

-- What is to be looked at when its time has come. An entry is appended with its invitation and stays
-- until then, whatever becomes of the invitation: an answer has one page less to write.
CREATE TABLE invitation_expiry (
  expires_at INTEGER NOT NULL,
  invitation INTEGER NOT NULL,
  PRIMARY KEY (expires_at, invitation)
) STRICT, WITHOUT ROWID;

-- One row per connection, with an entry for each type that the two ever agreed on.
CREATE TABLE connection (
  id INTEGER PRIMARY KEY,
  catalog INTEGER NOT NULL,
  party_low INTEGER NOT NULL,
  party_high INTEGER NOT NULL,
  live INTEGER NOT NULL,               -- whether a type is active
  subsidiary INTEGER,                  -- the account that is one while that type is active
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  collaboration_status INTEGER,        -- 0 is ACTIVE; null when the type never was
  collaboration_created_at INTEGER,
  collaboration_inviter INTEGER,
  collaboration_inviter_email TEXT,
  collaboration_inviter_name TEXT,
  collaboration_canceled_at INTEGER,
  collaboration_canceled_by INTEGER,
  collaboration_cancel_reason TEXT,
  subsidiary_status INTEGER,
  subsidiary_created_at INTEGER,
  subsidiary_inviter INTEGER,
  subsidiary_inviter_email TEXT,
  subsidiary_inviter_name TEXT,
  subsidiary_canceled_at INTEGER,
  subsidiary_canceled_by INTEGER,
  subsidiary_cancel_reason TEXT,
  CHECK (party_low < party_high)
) STRICT;
CREATE INDEX connection_low ON connection (party_low, catalog, updated_at);
CREATE INDEX connection_high ON connection (party_high, catalog, updated_at);
-- The one live connection of a pair, and the one primary of a subsidiary.
CREATE UNIQUE INDEX connection_live ON connection (party_low, party_high, catalog) WHERE live = 1;
CREATE INDEX connection_pair ON connection (party_low, party_high, catalog);
CREATE UNIQUE INDEX connection_subsidiary ON connection (subsidiary, catalog)
  WHERE subsidiary IS NOT NULL;

CREATE TABLE counter (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (account, catalog, counter)
) STRICT, WITHOUT ROWID;

-- Fat rows are appended; what is looked up at random is a small key (design §4).
CREATE TABLE idempotency (
  sequence INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  token_key INTEGER NOT NULL,          -- of operation, catalog and token
  created_at INTEGER NOT NULL,
  digest BLOB NOT NULL,                -- of the request without its token
  answer TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX idempotency_token ON idempotency (account, token_key);

CREATE TABLE event (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  at INTEGER NOT NULL,
  detail_type TEXT NOT NULL,
  resources TEXT NOT NULL,             -- ARNs, one a line
  detail TEXT NOT NULL                 -- a JSON object
) STRICT;
