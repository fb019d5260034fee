-- Rows the transparency log has not taken yet: written by triggers of the audited tables, in the transaction of the row itself, so
-- that no commit that comes late is ever passed over. Whatever reaches a table around these triggers is found by the audit.
CREATE TABLE log_pending (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source  text  NOT NULL,
    content jsonb NOT NULL
);

-- The row as it stands; what a trigger names is left out. The same row is the same text whatever the session's settings are.
CREATE FUNCTION log_row() RETURNS trigger
    LANGUAGE plpgsql
    SET timezone = 'UTC'
    SET bytea_output = 'hex'
    AS $$ BEGIN
        INSERT INTO log_pending (source, content) VALUES (TG_TABLE_NAME, to_jsonb(NEW) - coalesce(TG_ARGV, '{}'));
        RETURN NULL;
    END $$;
