-- One row per complaint: its public history, and what the history makes of it from last_at until next_at.
CREATE TABLE record_case (
    case_id        uuid        PRIMARY KEY,
    public_id      text        NOT NULL UNIQUE,
    mark           text        NOT NULL,
    version        int         NOT NULL,
    recorded_at    timestamptz NOT NULL,
    history        jsonb       NOT NULL,
    last_at        timestamptz NOT NULL,
    next_at        timestamptz,
    submitted      timestamptz NOT NULL,
    category       text        NOT NULL,
    policy_version text        NOT NULL,
    deadlines      timestamptz[] NOT NULL,
    state          text        NOT NULL,
    answered_round int,
    answered       timestamptz,
    missed_rounds  int         NOT NULL,
    withdrawn      timestamptz,
    closed         timestamptz,
    solved         boolean,
    score          int,
    reopened       int         NOT NULL,
    refusals       int         NOT NULL,
    refusals_lost  int         NOT NULL,
    fingerprint    text,
    money          numeric,
    currency       text,
    public_answer  text
);
CREATE INDEX record_case_of_mark ON record_case (mark COLLATE "C", submitted);
CREATE INDEX record_case_recorded ON record_case (recorded_at);

-- Trade means and places, as of the newest snapshot.
CREATE TABLE trade_mean (
    trade    text        PRIMARY KEY,
    answered bigint      NOT NULL,
    matured  bigint      NOT NULL,
    as_of    timestamptz NOT NULL
);
CREATE TABLE trade_place (
    mark   text PRIMARY KEY,
    place  int  NOT NULL,
    ranked int  NOT NULL
);

-- Open data: files of one snapshot never change.
CREATE TABLE open_data (
    snapshot timestamptz NOT NULL,
    name     text        NOT NULL,
    sha256   text        NOT NULL,
    lines    bigint      NOT NULL,
    gzipped  bytea       NOT NULL,
    PRIMARY KEY (snapshot, name)
);
CREATE TRIGGER open_data_no_change BEFORE UPDATE ON open_data
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
