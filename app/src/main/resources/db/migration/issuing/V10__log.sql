-- The steps of applications stand in the transparency log: a refusal cannot be made to look as if it had never been.
CREATE TRIGGER application_event_logged AFTER INSERT ON application_event FOR EACH ROW EXECUTE FUNCTION log_row();
SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content)
SELECT 'application_event', to_jsonb(e) FROM application_event e ORDER BY at, application_id, seq;
