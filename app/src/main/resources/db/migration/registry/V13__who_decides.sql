-- A proposal may lapse without a second officer, when what it rested on has fallen away; in force it never comes without one.
ALTER TABLE mark_decision DROP CONSTRAINT second_officer;
ALTER TABLE mark_decision ADD CONSTRAINT second_officer CHECK (
    stage <> 'EFFECTIVE' OR NOT two_officers OR (proposed_by IS NOT NULL AND approved_by IS NOT NULL));

-- What was proposed, by whom and why stays as it was; who appealed does not judge.
CREATE OR REPLACE FUNCTION guard_mark_decision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND OLD.stage <> 'PENDING' THEN
            RAISE EXCEPTION 'a decision about a mark stands as it was made';
        END IF;
        IF TG_OP = 'UPDATE' AND (NEW.code, NEW.step, NEW.two_officers, NEW.reason, NEW.facts, NEW.proposed_by, NEW.proposed_role, NEW.proposed_at)
            IS DISTINCT FROM
            (OLD.code, OLD.step, OLD.two_officers, OLD.reason, OLD.facts, OLD.proposed_by, OLD.proposed_role, OLD.proposed_at) THEN
            RAISE EXCEPTION 'what was proposed stands as it was proposed';
        END IF;
        IF NEW.appeal_of IS NOT NULL AND EXISTS (
            SELECT 1 FROM mark_decision d
            WHERE d.id = NEW.appeal_of AND NEW.proposed_by IN (d.proposed_by, d.approved_by)) THEN
            RAISE EXCEPTION 'an appeal is decided by somebody else';
        END IF;
        IF NEW.appeal_of IS NOT NULL AND EXISTS (
            SELECT 1 FROM mark_appeal a WHERE a.decision_id = NEW.appeal_of AND a.appealed_by = NEW.proposed_by) THEN
            RAISE EXCEPTION 'who appealed does not judge';
        END IF;
        RETURN NEW;
    END $$;
