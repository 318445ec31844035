-- The e-mail domains of partners. A domain has one owner in a catalog.
CREATE TABLE partner_domain (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  domain TEXT NOT NULL,                -- in lower case
  registered_at INTEGER NOT NULL,
  PRIMARY KEY (account, catalog, domain),
  FOREIGN KEY (account, catalog) REFERENCES partner (account, catalog)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX partner_domain_owner ON partner_domain (catalog, domain);

-- The partner's own list was always empty: nothing could be associated before.
ALTER TABLE partner DROP COLUMN email_domains;

CREATE TABLE partner_tag (
  account INTEGER NOT NULL,
  catalog INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, catalog, key),
  FOREIGN KEY (account, catalog) REFERENCES partner (account, catalog)
) STRICT, WITHOUT ROWID;

-- What AWS knows of an account and no operation sets; registering in the catalog AWS asks for it.
ALTER TABLE account ADD COLUMN paid_plan INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN good_standing INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN linked INTEGER NOT NULL DEFAULT 0;  -- to a legacy APN account
