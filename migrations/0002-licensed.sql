-- People are found by whether they have a licence.

ALTER TABLE users ADD COLUMN licensed boolean NOT NULL DEFAULT false;
UPDATE users SET licensed = (record ->> 'licensed')::boolean;
ALTER TABLE users ALTER COLUMN licensed DROP DEFAULT;
CREATE INDEX users_unlicensed ON users (display_name, key) WHERE NOT licensed;
