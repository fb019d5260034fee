-- Why no figure counts the case; absent where it counts.
ALTER TABLE record_case ADD COLUMN set_aside text;

-- The public correction log: what was corrected, when, why, and the figures before and after.
CREATE TABLE correction (
    id           uuid        PRIMARY KEY,
    at           timestamptz NOT NULL,
    mark         text        NOT NULL,
    case_public_id text      NOT NULL,
    correction   text        NOT NULL,
    reason       text        NOT NULL,
    policy_version text      NOT NULL,
    figures_before jsonb     NOT NULL,
    figures_after  jsonb     NOT NULL
);
CREATE INDEX correction_by_time ON correction (at DESC, id);
CREATE INDEX correction_of_mark ON correction (mark, at DESC);
CREATE TRIGGER correction_append_only BEFORE UPDATE OR DELETE ON correction
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE INDEX record_case_money ON record_case (submitted) WHERE money IS NOT NULL;
