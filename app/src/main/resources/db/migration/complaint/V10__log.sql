-- What the centre decides about complaints stands in the transparency log: admissions, refusals, rulings, appeals, corrections,
-- floods set aside. What parties do and what time brings about is sealed by the journal.
CREATE FUNCTION complaint_event_is_decision(event jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT event ->> 'type' IN (
        'NotAdmitted', 'Admitted', 'AdmissionDenied', 'RefusalUpheld', 'RefusalDenied', 'SettlementKept', 'SettlementBreached',
        'Ruled', 'Complied', 'Referred', 'AppealDenied', 'ExclusionSetAside', 'RulingSetAside', 'Quarantined', 'Released',
        'Corrected', 'Extended') $$;
CREATE TRIGGER complaint_event_logged AFTER INSERT ON complaint_event FOR EACH ROW
    WHEN (complaint_event_is_decision(NEW.event)) EXECUTE FUNCTION log_row();
CREATE TRIGGER dispute_logged AFTER INSERT OR UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER flood_decision_logged AFTER INSERT ON flood_decision FOR EACH ROW EXECUTE FUNCTION log_row();
SET LOCAL timezone = 'UTC';
INSERT INTO log_pending (source, content)
SELECT 'complaint_event', to_jsonb(e) FROM complaint_event e
WHERE complaint_event_is_decision(e.event) ORDER BY recorded_at, complaint_id, seq;
INSERT INTO log_pending (source, content) SELECT 'dispute', to_jsonb(d) FROM dispute d ORDER BY opened_at, id;
INSERT INTO log_pending (source, content) SELECT 'flood_decision', to_jsonb(f) FROM flood_decision f ORDER BY id;
