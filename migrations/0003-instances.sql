-- The programs that work on the database at this moment: each notes every second that it is still there, by the clock of the
-- database. What is gone after a crash of the database need not be kept.

CREATE UNLOGGED TABLE instances (
  id text PRIMARY KEY,
  -- By age: the oldest leads.
  number bigint GENERATED ALWAYS AS IDENTITY,
  seen_at timestamptz NOT NULL
);
