-- Where the chain of fingerprints of the record ends and begins.

CREATE TABLE audit_chain (key text PRIMARY KEY, record json NOT NULL);
