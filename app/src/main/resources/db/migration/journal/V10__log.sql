-- Each seal of the journal stands in the transparency log, and with it every entry the seal covers.
CREATE TRIGGER journal_seal_logged AFTER INSERT ON journal_seal FOR EACH ROW EXECUTE FUNCTION log_row();
SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content) SELECT 'journal_seal', to_jsonb(s) FROM journal_seal s ORDER BY number;
