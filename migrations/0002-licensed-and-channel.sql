-- People are found by whether they have a licence.

ALTER TABLE users ADD COLUMN licensed boolean NOT NULL DEFAULT false;
UPDATE users SET licensed = (record ->> 'licensed')::boolean;
ALTER TABLE users ALTER COLUMN licensed DROP DEFAULT;
CREATE INDEX users_unlicensed ON users (display_name, key) WHERE NOT licensed;

-- Notices that are due are taken by their channel.

ALTER TABLE outbox ADD COLUMN channel text NOT NULL DEFAULT 'chat';
UPDATE outbox SET channel = record ->> 'channel';
ALTER TABLE outbox ALTER COLUMN channel DROP DEFAULT;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, next_try_at, key) WHERE is_open AND next_try_at IS NOT NULL;
CREATE INDEX outbox_next ON outbox (next_try_at) WHERE is_open AND next_try_at IS NOT NULL;
