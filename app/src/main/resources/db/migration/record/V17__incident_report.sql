-- What passers-by, customers and finders report of leaks and other incidents; nothing is established by it. Words and contact are sealed.
CREATE TABLE incident_report (
    id        uuid        PRIMARY KEY,
    at        timestamptz NOT NULL,
    mark      text        NOT NULL,
    kind      text        NOT NULL,
    note      bytea       NOT NULL,
    contact   bytea,
    looked_at timestamptz,
    looked_by uuid,
    CHECK ((looked_at IS NULL) = (looked_by IS NULL))
);
CREATE INDEX incident_report_open ON incident_report (at) WHERE looked_at IS NULL;
CREATE INDEX incident_report_by_time ON incident_report (at);
CREATE INDEX incident_report_of_mark ON incident_report (mark, at);
