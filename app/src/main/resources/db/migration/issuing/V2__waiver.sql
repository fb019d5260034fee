-- What a granted appeal has waived: the finding, and a keyed hash of the answers it was about. With other answers it is raised again.
CREATE TABLE application_waiver (
    application_id uuid        NOT NULL REFERENCES application,
    check_code     text        NOT NULL,
    finding        jsonb       NOT NULL,
    about          bytea       NOT NULL,
    waived_by      uuid        NOT NULL,
    waived_at      timestamptz NOT NULL,
    PRIMARY KEY (application_id, check_code, finding, about)
);
CREATE TRIGGER application_waiver_append_only BEFORE UPDATE OR DELETE ON application_waiver
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
