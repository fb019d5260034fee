-- What an appeal has waived stands in the transparency log, under a number of its own.
ALTER TABLE application_waiver ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
CREATE TRIGGER application_waiver_logged AFTER INSERT ON application_waiver FOR EACH ROW EXECUTE FUNCTION log_row();
SET LOCAL timezone = 'UTC';
SET LOCAL bytea_output = 'hex';
INSERT INTO log_pending (source, content) SELECT 'application_waiver', to_jsonb(w) FROM application_waiver w ORDER BY id;
