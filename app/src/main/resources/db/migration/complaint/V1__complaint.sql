CREATE TABLE complaint (
    id                uuid        PRIMARY KEY,
    reference         text        NOT NULL UNIQUE,
    public_id         text        NOT NULL UNIQUE,
    consumer_id       uuid,
    mark              text        NOT NULL,
    website_id        uuid        NOT NULL,
    business_id       uuid        NOT NULL,
    host              text        NOT NULL,
    legal_name        text        NOT NULL,
    policy_version    text        NOT NULL,
    category          text        NOT NULL,
    -- the consumer's own words and papers, encrypted
    narrative         bytea,
    publish_narrative boolean     NOT NULL DEFAULT false,
    invoice           bytea,
    invoice_hash      bytea,
    purchased_on      date,
    comment           bytea,
    -- where it stands: the fold of its history
    version           int         NOT NULL,
    state             text        NOT NULL,
    round             int         NOT NULL,
    filed_at          timestamptz NOT NULL,
    deadlines         timestamptz[] NOT NULL,
    due_at            timestamptz,
    -- when time next brings something about, and until when that was done
    wake_at           timestamptz,
    woken_at          timestamptz NOT NULL,
    -- the anti-fake rules (sources 2)
    filed_on          date,
    slot              smallint,
    source            text        NOT NULL,
    source_key        text,
    CHECK (source <> 'filed' OR (consumer_id IS NOT NULL AND invoice_hash IS NOT NULL AND filed_on IS NOT NULL AND slot IS NOT NULL)),
    -- one person, one website, one day
    CONSTRAINT complaint_daily_limit UNIQUE (consumer_id, website_id, filed_on, slot),
    CONSTRAINT complaint_imported_once UNIQUE (source, source_key)
);
-- one person, one website, one invoice
CREATE UNIQUE INDEX complaint_not_twice ON complaint (consumer_id, website_id, invoice_hash) WHERE state <> 'WITHDRAWN';
CREATE INDEX complaint_wake ON complaint (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX complaint_desk ON complaint (business_id, coalesce(due_at, timestamptz '9000-01-01 00:00:00+00'), id);
CREATE INDEX complaint_of_consumer ON complaint (consumer_id, filed_at);

CREATE TABLE complaint_event (
    complaint_id uuid        NOT NULL REFERENCES complaint,
    seq          int         NOT NULL,
    at           timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    actor        text        NOT NULL,
    event        jsonb       NOT NULL,
    PRIMARY KEY (complaint_id, seq)
);
CREATE TRIGGER complaint_event_append_only BEFORE UPDATE OR DELETE ON complaint_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the business wrote. Kept whole and encrypted; the public reads it masked.
CREATE TABLE complaint_answer (
    complaint_id uuid        NOT NULL REFERENCES complaint,
    seq          int         NOT NULL,
    content      bytea       NOT NULL,
    public_text  text        NOT NULL,
    PRIMARY KEY (complaint_id, seq)
);

-- The centre's task when a complaint was left unanswered (sources 4).
CREATE TABLE follow_up (
    id           uuid        PRIMARY KEY,
    complaint_id uuid        NOT NULL UNIQUE REFERENCES complaint,
    opened_at    timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    done_at      timestamptz,
    done_by      uuid,
    note         bytea
);
CREATE INDEX follow_up_open ON follow_up (due_at, id) WHERE done_at IS NULL;

-- A complaint being written. Found by the hash of a secret only the browser has.
CREATE TABLE complaint_draft (
    secret_hash bytea       PRIMARY KEY,
    content     bytea       NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX complaint_draft_by_age ON complaint_draft (changed_at);
