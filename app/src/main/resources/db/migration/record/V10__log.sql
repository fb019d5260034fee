-- Corrections stand in the transparency log, and so does the hash of each file of open data: no figure once published is replaced.
CREATE TRIGGER correction_logged AFTER INSERT ON correction FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER open_data_logged AFTER INSERT ON open_data FOR EACH ROW EXECUTE FUNCTION log_row('gzipped');
SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content) SELECT 'correction', to_jsonb(c) FROM correction c ORDER BY at, id;
INSERT INTO log_pending (source, content)
SELECT 'open_data', to_jsonb(o) FROM (SELECT snapshot, name, sha256, lines FROM open_data) o ORDER BY snapshot, name;
