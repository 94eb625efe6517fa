-- Transactions that change something pass here one at a time: each updates the row, which fails for one that began before another
-- has passed. So every one of them has seen all that was changed before it, as if it had run alone.

CREATE TABLE turnstile (passed bigint NOT NULL) WITH (autovacuum_enabled = false, fillfactor = 10);
INSERT INTO turnstile VALUES (0);
