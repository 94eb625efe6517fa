-- What puts new dial-in details into invitations: one of each person.

CREATE TABLE meeting_migrations (
  key text COLLATE "C" PRIMARY KEY,
  record json NOT NULL,
  display_name text COLLATE "C" NOT NULL,
  state text NOT NULL,
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  due_at timestamptz,
  to_count boolean NOT NULL,
  correlation_ids text[] NOT NULL,
  numbers_left text[] NOT NULL
);
CREATE INDEX meeting_migrations_due ON meeting_migrations (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX meeting_migrations_to_count ON meeting_migrations (created_at) WHERE to_count;
CREATE INDEX meeting_migrations_modified ON meeting_migrations (modified_at);
CREATE INDEX meeting_migrations_state ON meeting_migrations (state, modified_at);
CREATE INDEX meeting_migrations_correlation ON meeting_migrations USING gin (correlation_ids);
CREATE INDEX meeting_migrations_numbers ON meeting_migrations USING gin (numbers_left);

-- An invitation may still have any of the IDs that its organizer had.

ALTER TABLE quarantine ADD COLUMN user_key text;
UPDATE quarantine SET user_key = record ->> 'userKey';
ALTER TABLE quarantine ALTER COLUMN user_key SET NOT NULL;
CREATE INDEX quarantine_user ON quarantine (user_key);
