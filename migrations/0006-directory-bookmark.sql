-- How far the organisation's directory was read.

CREATE TABLE directory_bookmark (key text PRIMARY KEY, record json NOT NULL);
