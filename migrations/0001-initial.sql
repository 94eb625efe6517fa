-- Records stand whole in "record"; the other columns are what they are found by, written by the program with every record.
-- Texts that are compared by their beginning, or in the order in which people are listed, have the collation "C".

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE users (
  key text PRIMARY KEY,
  record json NOT NULL,
  upn text NOT NULL CONSTRAINT users_upn UNIQUE,
  object_id text CONSTRAINT users_id UNIQUE,
  conference_id text CONSTRAINT users_conference_id UNIQUE,
  -- The mail address where it is not the UPN as well.
  mail text,
  -- Display name and alias, folded: each whole, and both in one text with a space around every word. People are listed by the first.
  display_name text COLLATE "C" NOT NULL,
  alias text NOT NULL,
  names text NOT NULL,
  provider text NOT NULL,
  state text NOT NULL,
  enabled boolean NOT NULL,
  never_informed boolean NOT NULL,
  has_mailbox boolean NOT NULL,
  pin_length integer,
  pin_key text,
  toll text,
  toll_free text,
  bridge text,
  department text NOT NULL,
  country text NOT NULL,
  region text NOT NULL,
  city text NOT NULL
);
CREATE INDEX users_mail ON users (mail) WHERE mail IS NOT NULL;
CREATE INDEX users_alias ON users (alias);
CREATE INDEX users_names ON users USING gin (names gin_trgm_ops);
CREATE INDEX users_list ON users (display_name, key);
CREATE INDEX users_department ON users (department, display_name, key);
CREATE INDEX users_standing ON users (provider, state);
CREATE INDEX users_toll ON users (toll);
CREATE INDEX users_toll_free ON users (toll_free);
CREATE INDEX users_pin_length ON users (pin_length) WHERE pin_length IS NOT NULL;
CREATE INDEX users_pin_key ON users (pin_key) WHERE pin_key IS NOT NULL;
CREATE INDEX users_without_mailbox ON users (display_name, key) WHERE NOT has_mailbox;
CREATE INDEX users_never_informed ON users (display_name, key) WHERE never_informed;

-- The words of everybody's names, for beginnings of them; and each word once, for words that are nearly the same.
CREATE TABLE user_words (
  word text COLLATE "C" NOT NULL,
  user_key text NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (word, user_key)
);
CREATE INDEX user_words_user ON user_words (user_key);
CREATE TABLE words (word text COLLATE "C" PRIMARY KEY);
CREATE INDEX words_nearly ON words USING gin (word gin_trgm_ops);

CREATE TABLE outbox (
  key text PRIMARY KEY,
  record json NOT NULL,
  -- In the order in which they came.
  number bigint GENERATED ALWAYS AS IDENTITY,
  correlation_id text NOT NULL,
  user_key text NOT NULL,
  state text NOT NULL,
  is_card boolean NOT NULL,
  is_open boolean NOT NULL,
  created_at timestamptz NOT NULL,
  next_try_at timestamptz,
  expires_at timestamptz NOT NULL
);
CREATE INDEX outbox_correlation ON outbox (correlation_id);
CREATE INDEX outbox_user ON outbox (user_key);
CREATE INDEX outbox_due ON outbox (next_try_at, key) WHERE is_open AND next_try_at IS NOT NULL;
CREATE INDEX outbox_open_expiry ON outbox (expires_at, key) WHERE is_open;
CREATE INDEX outbox_ended_expiry ON outbox (expires_at) WHERE NOT is_open;
CREATE INDEX outbox_state ON outbox (state, created_at, key);
CREATE INDEX outbox_age ON outbox (created_at, key);

CREATE TABLE audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL CONSTRAINT audit_id UNIQUE,
  record json NOT NULL,
  at timestamptz NOT NULL,
  actor_key text,
  operation text NOT NULL,
  correlation_id text NOT NULL,
  outcome text NOT NULL,
  people text[] NOT NULL
);
CREATE INDEX audit_at ON audit (at, number);
CREATE INDEX audit_actor ON audit (actor_key, at, number);
CREATE INDEX audit_operation ON audit (operation, at, number);
CREATE INDEX audit_correlation ON audit (correlation_id);
CREATE INDEX audit_people ON audit USING gin (people);

CREATE TABLE questions (
  key text PRIMARY KEY,
  record json NOT NULL,
  -- All may expire at the same time: the one that was put last is the latest.
  number bigint GENERATED ALWAYS AS IDENTITY,
  asker_key text NOT NULL,
  conversation_id text NOT NULL,
  is_open boolean NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX questions_open ON questions (asker_key, conversation_id) WHERE is_open;
CREATE INDEX questions_expiry ON questions (expires_at);

CREATE TABLE sent_cards (
  key text PRIMARY KEY,
  record json NOT NULL,
  -- In the order in which they came.
  number bigint GENERATED ALWAYS AS IDENTITY,
  correlation_id text NOT NULL,
  -- Of a PIN card that is not masked yet.
  mask_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX sent_cards_correlation ON sent_cards (correlation_id);
CREATE INDEX sent_cards_mask ON sent_cards (mask_at, key) WHERE mask_at IS NOT NULL;
CREATE INDEX sent_cards_age ON sent_cards (created_at);

CREATE TABLE asks (
  key text PRIMARY KEY,
  record json NOT NULL,
  is_waiting boolean NOT NULL,
  cards_due boolean NOT NULL,
  created_at timestamptz NOT NULL,
  decided_at timestamptz
);
CREATE INDEX asks_waiting ON asks (created_at, key) WHERE is_waiting;
CREATE INDEX asks_cards_due ON asks (created_at, key) WHERE cards_due;
CREATE INDEX asks_decided ON asks (decided_at);

CREATE TABLE batches (
  key text PRIMARY KEY,
  record json NOT NULL,
  state text NOT NULL,
  cards_due boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX batches_state ON batches (state, created_at, key);
CREATE INDEX batches_cards_due ON batches (created_at, key) WHERE cards_due;

CREATE TABLE batch_parts (
  key text PRIMARY KEY,
  record json NOT NULL,
  batch_id text NOT NULL
);
CREATE INDEX batch_parts_batch ON batch_parts (batch_id);

CREATE TABLE seen_requests (
  key text PRIMARY KEY,
  record json NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX seen_requests_age ON seen_requests (at);

CREATE TABLE roles (key text PRIMARY KEY, record json NOT NULL);
CREATE TABLE settings (key text PRIMARY KEY, record json NOT NULL);
CREATE TABLE local_actors (key text PRIMARY KEY, record json NOT NULL);
CREATE TABLE conversations (key text PRIMARY KEY, record json NOT NULL);
CREATE TABLE quarantine (key text PRIMARY KEY, record json NOT NULL);
CREATE TABLE bridges (key text COLLATE "C" PRIMARY KEY, record json NOT NULL);
CREATE TABLE service_numbers (key text COLLATE "C" PRIMARY KEY, record json NOT NULL);
