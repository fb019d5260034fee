-- Which step and which decision made an event; absent for the issue and for what stands here from before.
ALTER TABLE mark_event
    ADD COLUMN step     text,
    ADD COLUMN decision uuid,
    ADD COLUMN facts    jsonb;

ALTER TABLE mark
    ADD COLUMN suspension uuid,          -- the decision that suspended it, until it is lifted
    ADD COLUMN remind_at  timestamptz;   -- when its owner is reminded of the expiry next
UPDATE mark SET remind_at = expires_at - interval '30 days' WHERE expires_at > now() + interval '30 days';
CREATE INDEX mark_by_expiry ON mark (expires_at) WHERE state IN ('ISSUED', 'UNDER_REVIEW', 'SUSPENDED');
CREATE INDEX mark_by_reminder ON mark (remind_at) WHERE remind_at IS NOT NULL;

-- Every decision of the centre about a mark, for ever. What heavy decisions need is not left to the program alone.
CREATE TABLE mark_decision (
    id            uuid        PRIMARY KEY,
    code          text        NOT NULL REFERENCES mark,
    step          text        NOT NULL,
    state_before  text        NOT NULL,
    state_after   text,
    stage         text        NOT NULL CHECK (stage IN ('PENDING', 'EFFECTIVE', 'DECLINED')),
    two_officers  boolean     NOT NULL,
    reason        text        NOT NULL CHECK (reason <> ''),
    facts         jsonb       NOT NULL,
    proposed_by   uuid,
    proposed_role text        NOT NULL,
    proposed_at   timestamptz NOT NULL,
    approved_by   uuid,
    decided_at    timestamptz,
    declined_why  text,
    effective_at  timestamptz,
    appeal_until  timestamptz,
    appeal_of     uuid        UNIQUE REFERENCES mark_decision,
    CONSTRAINT two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT second_officer CHECK (
        stage = 'PENDING' OR NOT two_officers OR (proposed_by IS NOT NULL AND approved_by IS NOT NULL)),
    CONSTRAINT in_force CHECK ((stage = 'EFFECTIVE') = (effective_at IS NOT NULL AND state_after IS NOT NULL)),
    CONSTRAINT judged_by_somebody CHECK (appeal_of IS NULL OR proposed_by IS NOT NULL)
);
CREATE INDEX mark_decision_by_mark ON mark_decision (code, proposed_at);
CREATE UNIQUE INDEX one_pending_decision ON mark_decision (code) WHERE stage = 'PENDING' AND two_officers;

CREATE FUNCTION guard_mark_decision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND OLD.stage <> 'PENDING' THEN
            RAISE EXCEPTION 'a decision about a mark stands as it was made';
        END IF;
        IF NEW.appeal_of IS NOT NULL AND EXISTS (
            SELECT 1 FROM mark_decision d
            WHERE d.id = NEW.appeal_of AND NEW.proposed_by IN (d.proposed_by, d.approved_by)) THEN
            RAISE EXCEPTION 'an appeal is decided by somebody else';
        END IF;
        RETURN NEW;
    END $$;
CREATE TRIGGER mark_decision_guarded BEFORE INSERT OR UPDATE ON mark_decision
    FOR EACH ROW EXECUTE FUNCTION guard_mark_decision();
CREATE TRIGGER mark_decision_kept BEFORE DELETE ON mark_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE mark_appeal (
    decision_id uuid        PRIMARY KEY REFERENCES mark_decision,
    reason      bytea       NOT NULL,
    appealed_by uuid        NOT NULL,
    appealed_at timestamptz NOT NULL,
    due_at      timestamptz NOT NULL
);
CREATE TRIGGER mark_appeal_append_only BEFORE UPDATE OR DELETE ON mark_appeal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Where a website was before, and who ran it. What holds now stands in website.
ALTER TABLE website
    ADD COLUMN host_since  timestamptz,
    ADD COLUMN owner_since timestamptz;
CREATE TABLE website_host (
    website_id uuid        NOT NULL REFERENCES website,
    host       text        NOT NULL,
    since      timestamptz NOT NULL,
    until      timestamptz NOT NULL CHECK (until >= since),
    PRIMARY KEY (website_id, until)
);
CREATE INDEX website_host_by_host ON website_host (host, until);
CREATE TRIGGER website_host_append_only BEFORE UPDATE OR DELETE ON website_host
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TABLE website_owner (
    website_id  uuid        NOT NULL REFERENCES website,
    business_id uuid        NOT NULL REFERENCES business,
    legal_name  text        NOT NULL,
    since       timestamptz NOT NULL,
    until       timestamptz NOT NULL CHECK (until >= since),
    PRIMARY KEY (website_id, until)
);
CREATE TRIGGER website_owner_append_only BEFORE UPDATE OR DELETE ON website_owner
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
