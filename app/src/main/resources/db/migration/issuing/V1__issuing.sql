-- Applications for a mark: new, renewed, changed, moved. What a person answered is encrypted.
CREATE TABLE application (
    id                 uuid        PRIMARY KEY,
    reference          text        NOT NULL UNIQUE,
    kind               text        NOT NULL,
    state              text        NOT NULL,
    version            int         NOT NULL,
    applicant_id       uuid        NOT NULL,
    -- the mark it concerns; for a new one, the mark it led to
    mark               text,
    host               text,
    trade              text,
    answers            bytea       NOT NULL,
    token              text        NOT NULL,
    policy_version     text        NOT NULL,
    pledged_at         timestamptz,
    first_submitted_at timestamptz,
    submitted_at       timestamptz,
    decided_at         timestamptz,
    reasons            jsonb       NOT NULL DEFAULT '[]',
    appeal_until       timestamptz,
    appeal             text        CHECK (appeal IN ('OPEN', 'GRANTED', 'DENIED')),
    appeal_reason      bytea,
    appealed_at        timestamptz,
    appeal_due_at      timestamptz,
    -- whether the applicant was told that a register is down
    told_waiting_at    timestamptz,
    created_at         timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL
);
CREATE INDEX application_of_applicant ON application (applicant_id, created_at DESC);
CREATE INDEX application_decided ON application (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX application_appeals ON application (appeal_due_at) WHERE appeal = 'OPEN';
CREATE INDEX application_of_mark ON application (mark) WHERE mark IS NOT NULL;
CREATE INDEX application_checking ON application (submitted_at) WHERE state = 'CHECKING';

CREATE TABLE application_event (
    application_id uuid        NOT NULL REFERENCES application,
    seq            int         NOT NULL,
    at             timestamptz NOT NULL,
    step           text        NOT NULL,
    state          text        NOT NULL,
    actor          text        NOT NULL,
    -- public facts: checks, findings, reasons of officers; nothing an applicant typed
    facts          jsonb       NOT NULL,
    PRIMARY KEY (application_id, seq)
);
CREATE TRIGGER application_event_append_only BEFORE UPDATE OR DELETE ON application_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE application_check (
    application_id uuid        NOT NULL REFERENCES application,
    code           text        NOT NULL,
    state          text        NOT NULL,
    -- which asking this is: what an earlier one brings late is not written
    run            int         NOT NULL DEFAULT 0,
    tries          int         NOT NULL DEFAULT 0,
    findings       jsonb       NOT NULL DEFAULT '[]',
    waits_for      text,
    -- when it is to be done next; absent while its answers are missing, or when it is done
    due_at         timestamptz,
    claimed_until  timestamptz,
    checked_at     timestamptz,
    answered_by    uuid,
    answered_at    timestamptz,
    answer_reason  text,
    PRIMARY KEY (application_id, code)
);
CREATE INDEX application_check_due ON application_check (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX application_check_questions ON application_check (checked_at) WHERE state = 'QUESTION';

-- Looks at websites that a person asked for, of the last hour: how often, not at what.
CREATE TABLE website_look (
    person   uuid        NOT NULL,
    occasion text        NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX website_look_of_person ON website_look (person);
CREATE INDEX website_look_at ON website_look (at);

-- What ties an application to earlier marks, as keyed hashes: a revoked owner does not come back under another name.
CREATE TABLE mark_tie (
    mark text  NOT NULL,
    tie  text  NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (mark, tie, hash)
);
CREATE INDEX mark_tie_by_hash ON mark_tie (hash, tie);

-- The nightly look at every mark that was issued here, spread over the day.
CREATE TABLE recheck (
    mark          text        PRIMARY KEY,
    next_at       timestamptz NOT NULL,
    claimed_until timestamptz,
    checked_at    timestamptz,
    checks        jsonb       NOT NULL DEFAULT '[]'
);
CREATE INDEX recheck_due ON recheck (next_at);

-- What a re-check found that must be put right by a day.
CREATE TABLE recheck_finding (
    id         uuid        PRIMARY KEY,
    mark       text        NOT NULL,
    check_code text        NOT NULL,
    code       text        NOT NULL,
    facts      jsonb       NOT NULL,
    found_at   timestamptz NOT NULL,
    cure_by    timestamptz NOT NULL,
    cured_at   timestamptz,
    -- when the mark was put under review because it was not cured
    acted_at   timestamptz
);
CREATE UNIQUE INDEX recheck_finding_open ON recheck_finding (mark, check_code, code) WHERE cured_at IS NULL;
CREATE INDEX recheck_finding_overdue ON recheck_finding (cure_by) WHERE cured_at IS NULL AND acted_at IS NULL;

-- What the present owner of a mark hands to the next.
CREATE TABLE mark_transfer (
    mark      text        PRIMARY KEY,
    code_hash bytea       NOT NULL,
    until     timestamptz NOT NULL
);
