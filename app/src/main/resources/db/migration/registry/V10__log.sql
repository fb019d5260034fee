-- What befalls a mark stands in the transparency log: its history, decisions and appeals, its address and its state.
CREATE TRIGGER mark_event_logged AFTER INSERT ON mark_event FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER mark_decision_logged AFTER INSERT OR UPDATE ON mark_decision FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER mark_appeal_logged AFTER INSERT ON mark_appeal FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER website_host_logged AFTER INSERT ON website_host FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER website_owner_logged AFTER INSERT ON website_owner FOR EACH ROW EXECUTE FUNCTION log_row();

CREATE TRIGGER mark_logged AFTER INSERT ON mark FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER mark_changed_logged AFTER UPDATE ON mark FOR EACH ROW
    WHEN ((OLD.code, OLD.website_id, OLD.state, OLD.issued_at, OLD.expires_at)
          IS DISTINCT FROM (NEW.code, NEW.website_id, NEW.state, NEW.issued_at, NEW.expires_at))
    EXECUTE FUNCTION log_row();
CREATE TRIGGER website_logged AFTER INSERT ON website FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER website_changed_logged AFTER UPDATE ON website FOR EACH ROW
    WHEN ((OLD.id, OLD.host, OLD.business_id) IS DISTINCT FROM (NEW.id, NEW.host, NEW.business_id))
    EXECUTE FUNCTION log_row();

SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content) SELECT 'website', to_jsonb(w) FROM website w ORDER BY id;
INSERT INTO log_pending (source, content) SELECT 'mark', to_jsonb(m) FROM mark m ORDER BY issued_at, code;
INSERT INTO log_pending (source, content) SELECT 'mark_event', to_jsonb(e) FROM mark_event e ORDER BY at, code, seq;
INSERT INTO log_pending (source, content) SELECT 'mark_decision', to_jsonb(d) FROM mark_decision d ORDER BY proposed_at, id;
INSERT INTO log_pending (source, content) SELECT 'mark_appeal', to_jsonb(a) FROM mark_appeal a ORDER BY appealed_at;
INSERT INTO log_pending (source, content) SELECT 'website_host', to_jsonb(h) FROM website_host h ORDER BY until, website_id;
INSERT INTO log_pending (source, content) SELECT 'website_owner', to_jsonb(o) FROM website_owner o ORDER BY until, website_id;
