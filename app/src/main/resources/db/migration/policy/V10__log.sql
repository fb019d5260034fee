-- Versions of the policy and what was said to their drafts stand in the transparency log.
CREATE TRIGGER policy_version_logged AFTER INSERT ON policy_version FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER policy_word_logged AFTER INSERT ON policy_word FOR EACH ROW EXECUTE FUNCTION log_row();
SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content) SELECT 'policy_version', to_jsonb(v) FROM policy_version v ORDER BY published_at, version;
INSERT INTO log_pending (source, content) SELECT 'policy_word', to_jsonb(w) FROM policy_word w ORDER BY at, draft_id, person;
