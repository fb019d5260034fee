-- Marks whose grade is to be worked out because something happened. Rows are only added and taken away: nobody waits for them.
CREATE TABLE grade_dirty (
    seq  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mark text   NOT NULL
);

-- When the grade of a mark is worked out again by time alone; held by whoever works it out.
CREATE TABLE grade_due (
    mark   text PRIMARY KEY,
    due_at timestamptz
);
CREATE INDEX grade_due_at ON grade_due (due_at) WHERE due_at IS NOT NULL;

-- The grade of each mark as it is, with the facts it rests on.
CREATE TABLE grade_state (
    mark           text        PRIMARY KEY,
    at             timestamptz NOT NULL,
    policy_version text        NOT NULL,
    trade          text        NOT NULL,
    history        numeric(5, 2),
    capability     numeric(5, 2),
    security       numeric(5, 2),
    service        numeric(5, 2),
    satisfaction   numeric(5, 2),
    total          numeric(5, 2),
    -- the earned grade before this one: the next is measured from it
    held           text,
    earned         text,
    grade          text,
    lack           text,
    -- for the means of the trade
    answered       int         NOT NULL,
    matured        int         NOT NULL,
    rated          int         NOT NULL,
    scores         int         NOT NULL,
    facts          jsonb       NOT NULL,
    -- the last entry of the history
    seq            int         NOT NULL,
    seq_total      numeric(5, 2),
    CHECK ((grade IS NULL) = (lack IS NOT NULL))
);

-- The history of each grade: a new entry when the grade changed, the total moved by a point, or an index became known or unknown.
CREATE TABLE grade_event (
    mark           text        NOT NULL,
    seq            int         NOT NULL,
    at             timestamptz NOT NULL,
    policy_version text        NOT NULL,
    history        numeric(5, 2),
    capability     numeric(5, 2),
    security       numeric(5, 2),
    service        numeric(5, 2),
    satisfaction   numeric(5, 2),
    total          numeric(5, 2),
    held           text,
    earned         text,
    grade          text,
    lack           text,
    facts          jsonb       NOT NULL,
    shown          boolean     NOT NULL DEFAULT true,  -- whether everyone saw the figures it rests on
    PRIMARY KEY (mark, seq)
);
CREATE INDEX grade_event_of_mark ON grade_event (mark, at DESC);
CREATE TRIGGER grade_event_append_only BEFORE UPDATE OR DELETE ON grade_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grade_event_logged AFTER INSERT ON grade_event FOR EACH ROW EXECUTE FUNCTION log_row();

-- The sums of each trade, made at the beginning of a month.
CREATE TABLE grade_peers (
    trade    text        PRIMARY KEY,
    answered bigint      NOT NULL,
    matured  bigint      NOT NULL,
    rated    bigint      NOT NULL,
    scores   bigint      NOT NULL,
    as_of    timestamptz NOT NULL
);

-- Under what all grades were last worked out.
CREATE TABLE grade_basis (
    one            boolean PRIMARY KEY DEFAULT true CHECK (one),
    policy_version text    NOT NULL,
    day            date    NOT NULL
);

-- Leaks and other incidents the centre has established about the website of a mark.
CREATE TABLE incident (
    id        uuid        PRIMARY KEY,
    mark      text        NOT NULL,
    kind      text        NOT NULL,
    severe    boolean     NOT NULL,
    sentence  text        NOT NULL,
    reason    text        NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by uuid        NOT NULL,
    closed_at timestamptz,
    closed_by uuid,
    closing   text,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing IS NULL))
);
CREATE INDEX incident_of_mark ON incident (mark, opened_at);
CREATE INDEX incident_open ON incident (opened_at) WHERE closed_at IS NULL;
CREATE TRIGGER incident_logged AFTER INSERT OR UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION log_row();

-- Every mark with a record is graded at the first opportunity.
INSERT INTO grade_dirty (mark) SELECT DISTINCT mark FROM record_case;
