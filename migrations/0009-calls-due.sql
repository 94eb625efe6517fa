-- The engine is asked something about a call: to end it, or to forget the name that was recorded in it.

ALTER TABLE calls ADD COLUMN due_at timestamptz;
CREATE INDEX calls_due ON calls (due_at) WHERE due_at IS NOT NULL;
