-- Calls to the dial-in numbers, and the meetings that callers are in.

CREATE TABLE calls (key text PRIMARY KEY, record json NOT NULL, started_at timestamptz NOT NULL);
CREATE INDEX calls_started ON calls (started_at);

CREATE TABLE conferences (key text PRIMARY KEY, record json NOT NULL, room text NOT NULL, cards_due boolean NOT NULL);
CREATE INDEX conferences_cards_due ON conferences (key) WHERE cards_due;
CREATE INDEX conferences_room ON conferences (room);

CREATE TABLE meetings (
  key text PRIMARY KEY,
  record json NOT NULL,
  organizer_key text NOT NULL,
  conference_id text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT meetings_conference_id UNIQUE (conference_id)
);
CREATE INDEX meetings_organizer ON meetings (organizer_key, created_at);

CREATE TABLE pin_guards (key text PRIMARY KEY, record json NOT NULL, forgotten_at timestamptz);
CREATE INDEX pin_guards_forgotten ON pin_guards (forgotten_at);

CREATE TABLE call_days (key text PRIMARY KEY, record json NOT NULL);
