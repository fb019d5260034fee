-- How often a site that is proven not to be a mark's own showed its picture. Nothing of who looked; kept for 90 days.
CREATE TABLE badge_mismatch (
    mark  text   NOT NULL,
    day   date   NOT NULL,
    host  text   NOT NULL,
    times bigint NOT NULL CHECK (times > 0),
    PRIMARY KEY (mark, day, host)
);
CREATE INDEX badge_mismatch_by_day ON badge_mismatch (day);

-- What passers-by report of forged marks. Words and contact are sealed.
CREATE TABLE badge_report (
    id          uuid        PRIMARY KEY,
    at          timestamptz NOT NULL,
    mark        text        NOT NULL,
    host        text        NOT NULL,
    note        bytea,
    contact     bytea,
    looked_at   timestamptz,
    looked_by   uuid
);
CREATE INDEX badge_report_open ON badge_report (at) WHERE looked_at IS NULL;
CREATE INDEX badge_report_by_time ON badge_report (at);
CREATE INDEX badge_report_by_host ON badge_report (mark, host, at);
