-- What parties and officers wrote, one text beside the event it belongs to.
CREATE TABLE complaint_text (
    complaint_id uuid  NOT NULL REFERENCES complaint,
    seq          int   NOT NULL,
    place        text  NOT NULL,
    content      bytea NOT NULL,
    PRIMARY KEY (complaint_id, seq)
);
-- Comments written before this table was there, each to the rating it belongs to.
INSERT INTO complaint_text (complaint_id, seq, place, content)
SELECT c.id, max(e.seq), 'complaint.comment', c.comment
FROM complaint c JOIN complaint_event e ON e.complaint_id = c.id AND e.event ->> 'type' = 'Rated'
WHERE c.comment IS NOT NULL
GROUP BY c.id, c.comment;
CREATE TRIGGER complaint_text_append_only BEFORE UPDATE OR DELETE ON complaint_text
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE complaint
    -- what it waits for: who must act, why, by when
    ADD COLUMN expects text,
    ADD COLUMN expects_why text,
    ADD COLUMN expected_by timestamptz,
    -- set aside as part of a flood
    ADD COLUMN quarantined boolean NOT NULL DEFAULT false,
    -- how it came in, and for an assisted filing who helped and how consent was given
    ADD COLUMN channel text NOT NULL DEFAULT 'DIRECT',
    ADD COLUMN assisted_by uuid,
    ADD COLUMN consent bytea,
    -- came in after its filing had been refused: the anti-fake rules do not bind the centre's own decision
    ADD COLUMN on_appeal boolean NOT NULL DEFAULT false;
UPDATE complaint SET expects = 'BUSINESS', expects_why = 'ANSWER', expected_by = due_at WHERE due_at IS NOT NULL;
UPDATE complaint SET expects = 'CONSUMER', expects_why = 'RATING', expected_by = wake_at
WHERE state = 'ANSWERED' AND wake_at IS NOT NULL;
CREATE INDEX complaint_of_centre ON complaint (expected_by, id) WHERE expects = 'CENTRE';
CREATE INDEX complaint_of_parties ON complaint (expected_by, id) WHERE expects_why IN ('COMPLIANCE', 'PROPOSAL');
CREATE INDEX complaint_running ON complaint (id) WHERE state IN ('OPEN', 'WAITING_CONSUMER', 'REFUSAL_REVIEW');

DROP INDEX complaint_not_twice;
CREATE UNIQUE INDEX complaint_not_twice ON complaint (consumer_id, website_id, invoice_hash)
    WHERE state <> 'WITHDRAWN' AND NOT on_appeal;

-- Letters between the parties beside the procedure. They stop no clock.
CREATE TABLE complaint_message (
    id           uuid        PRIMARY KEY,
    complaint_id uuid        NOT NULL REFERENCES complaint,
    at           timestamptz NOT NULL,
    party        text        NOT NULL,
    author       uuid        NOT NULL,
    content      bytea       NOT NULL
);
CREATE INDEX complaint_message_of_case ON complaint_message (complaint_id, at, id);
CREATE TRIGGER complaint_message_append_only BEFORE UPDATE OR DELETE ON complaint_message
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the centre did about a complaint left unanswered: calls, letters, notes, each with the next step and its due date.
CREATE TABLE follow_up_entry (
    id           uuid        PRIMARY KEY,
    follow_up_id uuid        NOT NULL REFERENCES follow_up,
    at           timestamptz NOT NULL,
    officer      uuid        NOT NULL,
    kind         text        NOT NULL,
    outcome      text        NOT NULL,
    content      bytea,
    next_step    text,
    next_due     timestamptz
);
CREATE INDEX follow_up_entry_of_task ON follow_up_entry (follow_up_id, at);
CREATE TRIGGER follow_up_entry_append_only BEFORE UPDATE OR DELETE ON follow_up_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE follow_up ADD COLUMN next_step text NOT NULL DEFAULT 'CALL';

-- A business disputes what the public record says of a complaint.
CREATE TABLE dispute (
    id           uuid        PRIMARY KEY,
    complaint_id uuid        NOT NULL REFERENCES complaint,
    correction   text        NOT NULL,
    reason       bytea       NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_by    uuid        NOT NULL,
    due_at       timestamptz NOT NULL,
    decided_at   timestamptz,
    decided_by   uuid,
    corrected    boolean,
    -- published where the record is corrected; without personal data
    decision     text,
    UNIQUE (complaint_id, correction)
);
CREATE INDEX dispute_open ON dispute (due_at, id) WHERE decided_at IS NULL;

-- Following a complaint without signing in: a code to the mobile the complaint was filed with.
CREATE TABLE follow_code (
    id           uuid        PRIMARY KEY,
    complaint_id uuid        NOT NULL REFERENCES complaint,
    code_hash    bytea       NOT NULL,
    secret_hash  bytea       UNIQUE,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    tries        int         NOT NULL DEFAULT 0
);
CREATE INDEX follow_code_recent ON follow_code (complaint_id, made_at);
