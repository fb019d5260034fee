-- Publication in stages. Of the cohorts a mark belongs to, the first whose first stage has begun counts.
CREATE TABLE cohort (
    id         uuid        PRIMARY KEY,
    position   int         NOT NULL UNIQUE,
    name_fa    text        NOT NULL,
    name_zh    text        NOT NULL,
    name_en    text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('ORDERS', 'INVITED', 'REST')),
    at_least   bigint      CHECK (at_least > 0),
    created_at timestamptz NOT NULL,
    created_by uuid,
    CONSTRAINT orders_have_a_bound CHECK ((kind = 'ORDERS') = (at_least IS NOT NULL))
);
CREATE UNIQUE INDEX one_rest ON cohort (kind) WHERE kind = 'REST';
CREATE TRIGGER cohort_append_only BEFORE UPDATE OR DELETE ON cohort FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Who belongs: those invited, or those large enough on the day the cohort's first stage was confirmed. Never changed afterwards.
CREATE TABLE cohort_member (
    cohort_id uuid NOT NULL REFERENCES cohort,
    mark      text NOT NULL,
    PRIMARY KEY (cohort_id, mark)
);
CREATE INDEX cohort_member_by_mark ON cohort_member (mark);
CREATE TRIGGER cohort_member_append_only BEFORE UPDATE OR DELETE ON cohort_member
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Decisions on stages: one officer proposes, a senior one confirms; in force from begins_at until the next begins.
CREATE TABLE cohort_stage (
    id           uuid        PRIMARY KEY,
    cohort_id    uuid        NOT NULL REFERENCES cohort,
    stage        text        NOT NULL CHECK (stage IN ('PRIVATE', 'DESK', 'VOLUNTARY', 'PUBLIC')),
    begins_at    timestamptz NOT NULL,
    reason       text        NOT NULL,
    proposed_by  uuid,
    proposed_at  timestamptz NOT NULL,
    state        text        NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED', 'DECLINED')),
    decided_by   uuid,
    decided_at   timestamptz,
    declined_why text,
    narrows      boolean     NOT NULL DEFAULT false,
    marks        bigint,
    CONSTRAINT two_people CHECK (
        state <> 'CONFIRMED' OR begins_at = timestamptz '1900-01-01 00:00:00+00'
        OR (proposed_by IS NOT NULL AND decided_by IS NOT NULL AND proposed_by <> decided_by)),
    CONSTRAINT decided CHECK ((state = 'PENDING') = (decided_at IS NULL)),
    CONSTRAINT never_backdated CHECK (
        state <> 'CONFIRMED' OR begins_at >= decided_at OR begins_at = timestamptz '1900-01-01 00:00:00+00')
);
CREATE UNIQUE INDEX one_pending_stage ON cohort_stage (cohort_id) WHERE state = 'PENDING';
CREATE INDEX cohort_stage_in_order ON cohort_stage (cohort_id, begins_at, decided_at);

CREATE FUNCTION cohort_stage_decided_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND OLD.state = 'PENDING' AND NEW.state <> 'PENDING'
           AND (OLD.id, OLD.cohort_id, OLD.stage, OLD.reason, OLD.proposed_by, OLD.proposed_at)
             IS NOT DISTINCT FROM (NEW.id, NEW.cohort_id, NEW.stage, NEW.reason, NEW.proposed_by, NEW.proposed_at) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'cohort_stage is append-only';
    END $$;
CREATE TRIGGER cohort_stage_append_only BEFORE UPDATE OR DELETE ON cohort_stage
    FOR EACH ROW EXECUTE FUNCTION cohort_stage_decided_once();

-- Whom a confirmed decision was told to so far, and whether others know that it has begun.
CREATE TABLE cohort_stage_work (
    decision_id uuid        PRIMARY KEY REFERENCES cohort_stage,
    begins_at   timestamptz NOT NULL,
    told_up_to  text        NOT NULL DEFAULT '',
    told        bigint      NOT NULL DEFAULT 0,
    told_at     timestamptz,
    begun_at    timestamptz
);
CREATE INDEX cohort_stage_untold ON cohort_stage_work (begins_at) WHERE told_at IS NULL;
CREATE INDEX cohort_stage_not_begun ON cohort_stage_work (begins_at) WHERE begun_at IS NULL;

-- Businesses that let their figures be seen before they must; the last word of a mark's present business counts.
CREATE TABLE stage_consent (
    id          uuid        PRIMARY KEY,
    mark        text        NOT NULL,
    business_id uuid        NOT NULL,
    person_id   uuid        NOT NULL,
    at          timestamptz NOT NULL,
    given       boolean     NOT NULL
);
CREATE INDEX stage_consent_of_mark ON stage_consent (mark, at);
CREATE INDEX stage_consent_by_time ON stage_consent (at);
CREATE TRIGGER stage_consent_append_only BEFORE UPDATE OR DELETE ON stage_consent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What is usual in a trade, as of the newest snapshot.
CREATE TABLE trade_median (
    trade      text        NOT NULL,
    measure    text        NOT NULL,
    businesses int         NOT NULL,
    value      double precision NOT NULL,
    as_of      timestamptz NOT NULL,
    PRIMARY KEY (trade, measure)
);

-- A correction made while figures were not published has its figures in no public place.
ALTER TABLE correction ADD COLUMN shown boolean NOT NULL DEFAULT true;

CREATE TRIGGER cohort_logged AFTER INSERT ON cohort FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER cohort_stage_logged AFTER INSERT OR UPDATE ON cohort_stage FOR EACH ROW EXECUTE FUNCTION log_row();
CREATE TRIGGER stage_consent_logged AFTER INSERT ON stage_consent FOR EACH ROW EXECUTE FUNCTION log_row();

-- Until somebody decides otherwise everything is public, as it always was.
INSERT INTO cohort (id, position, name_fa, name_zh, name_en, kind, created_at)
VALUES ('00000000-0000-0000-0000-000000000001', 1000000, 'همهٔ کسب‌وکارهای دیگر', '其他全部商家', 'All other businesses', 'REST',
        touchstone_now());
INSERT INTO cohort_stage (id, cohort_id, stage, begins_at, reason, proposed_at, state, decided_at)
VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'PUBLIC',
        timestamptz '1900-01-01 00:00:00+00', 'as installed', touchstone_now(), 'CONFIRMED', touchstone_now());
