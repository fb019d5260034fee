-- When the points of a mark are looked at next, and since when they count anew.
CREATE TABLE ladder_mark (
    code       text        PRIMARY KEY,
    due_at     timestamptz,
    settled_at timestamptz
);
CREATE INDEX ladder_mark_due ON ladder_mark (due_at) WHERE due_at IS NOT NULL;

-- The policy version the ladder last looked at all marks under.
CREATE TABLE ladder_policy (
    version text PRIMARY KEY,
    since   timestamptz NOT NULL
);

-- A case of supervision: from the letter to its end. What happened stands in its events; this is where it stands now.
CREATE TABLE supervision_case (
    id             uuid        PRIMARY KEY,
    code           text        NOT NULL,
    letter         uuid        NOT NULL UNIQUE,
    state          text        NOT NULL,
    points         int         NOT NULL,
    orders         bigint,
    policy_version text        NOT NULL,
    opened_at      timestamptz NOT NULL,
    plan_due       timestamptz,
    targets        jsonb,
    check_at       timestamptz,
    accepted_at    timestamptz,
    failed_at      timestamptz,
    declined_at    timestamptz,
    recommended    text        CHECK (recommended IN ('SUSPEND', 'REVOKE')),
    recommended_at timestamptz,
    closed_at      timestamptz,
    CONSTRAINT recommended_once CHECK ((recommended IS NULL) = (recommended_at IS NULL)),
    CONSTRAINT closed CHECK ((closed_at IS NOT NULL) = (state IN ('SETTLED', 'WITHDRAWN', 'REVOKED')))
);
CREATE UNIQUE INDEX one_open_case ON supervision_case (code) WHERE closed_at IS NULL;
CREATE INDEX supervision_case_of_mark ON supervision_case (code, opened_at);
CREATE INDEX supervision_case_plan_due ON supervision_case (plan_due) WHERE state = 'LETTER';
CREATE INDEX supervision_case_check ON supervision_case (check_at) WHERE state = 'CURING';

-- What happened in a case, for ever. Words of the business and of officers to it are encrypted; reasons are for the parties.
CREATE TABLE supervision_event (
    case_id uuid        NOT NULL REFERENCES supervision_case,
    seq     int         NOT NULL,
    at      timestamptz NOT NULL,
    step    text        NOT NULL,
    state   text        NOT NULL,
    party   text        NOT NULL,
    actor   uuid,
    facts   jsonb       NOT NULL,
    words   bytea,
    PRIMARY KEY (case_id, seq)
);
CREATE TRIGGER supervision_event_append_only BEFORE UPDATE OR DELETE ON supervision_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supervision_event_logged AFTER INSERT ON supervision_event FOR EACH ROW EXECUTE FUNCTION log_row();

-- Letters and statements of reasons: numbered without gaps within a year, and what they say.
CREATE TABLE letter_year (
    year int PRIMARY KEY,
    last int NOT NULL
);
CREATE TABLE official_letter (
    id       uuid        PRIMARY KEY,
    number   text        NOT NULL UNIQUE,
    secret   text        NOT NULL,
    kind     text        NOT NULL,
    code     text        NOT NULL,
    business uuid        NOT NULL,
    case_id  uuid        REFERENCES supervision_case,
    decision uuid,
    at       timestamptz NOT NULL,
    content  bytea       NOT NULL
);
CREATE INDEX official_letter_of_mark ON official_letter (code, at);
CREATE INDEX official_letter_of_case ON official_letter (case_id, at);
CREATE INDEX official_letter_of_business ON official_letter (business, at);
CREATE TRIGGER official_letter_append_only BEFORE UPDATE OR DELETE ON official_letter
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER official_letter_logged AFTER INSERT ON official_letter FOR EACH ROW EXECUTE FUNCTION log_row();

-- The signed documents, one for each language somebody asked for; none is ever made anew.
CREATE TABLE official_letter_pdf (
    letter   uuid        NOT NULL REFERENCES official_letter,
    language text        NOT NULL,
    at       timestamptz NOT NULL,
    sha256   text        NOT NULL,
    pdf      bytea       NOT NULL,
    PRIMARY KEY (letter, language)
);
CREATE TRIGGER official_letter_pdf_append_only BEFORE UPDATE OR DELETE ON official_letter_pdf
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER official_letter_pdf_logged AFTER INSERT ON official_letter_pdf FOR EACH ROW EXECUTE FUNCTION log_row('pdf');

-- Proof of delivery: laid on the desk, told by message, opened by somebody of the business.
CREATE TABLE letter_delivery (
    letter uuid        NOT NULL REFERENCES official_letter,
    seq    int         NOT NULL,
    at     timestamptz NOT NULL,
    how    text        NOT NULL CHECK (how IN ('LAID', 'TOLD', 'OPENED')),
    person uuid,
    PRIMARY KEY (letter, seq)
);
CREATE TRIGGER letter_delivery_append_only BEFORE UPDATE OR DELETE ON letter_delivery
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_delivery_logged AFTER INSERT ON letter_delivery FOR EACH ROW EXECUTE FUNCTION log_row();
