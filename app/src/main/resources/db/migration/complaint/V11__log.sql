-- Every step of every complaint stands in the transparency log, and what was written beside it: a figure is made of answers and of
-- rounds that were missed as much as of what the centre decides.
SET LOCAL timezone = 'UTC';
SET LOCAL bytea_output = 'hex';
INSERT INTO log_pending (source, content)
SELECT 'complaint_event', to_jsonb(e) FROM complaint_event e
WHERE NOT complaint_event_is_decision(e.event) ORDER BY recorded_at, complaint_id, seq;
INSERT INTO log_pending (source, content)
SELECT 'complaint_answer', to_jsonb(a) FROM complaint_answer a ORDER BY complaint_id, seq;
INSERT INTO log_pending (source, content)
SELECT 'complaint_text', to_jsonb(x) FROM complaint_text x ORDER BY complaint_id, seq;

DROP TRIGGER complaint_event_logged ON complaint_event;
DROP FUNCTION complaint_event_is_decision(jsonb);
CREATE TRIGGER complaint_event_logged AFTER INSERT ON complaint_event FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER complaint_answer_logged AFTER INSERT ON complaint_answer FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER complaint_text_logged AFTER INSERT ON complaint_text FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER complaint_answer_append_only BEFORE UPDATE OR DELETE ON complaint_answer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
