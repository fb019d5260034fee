-- How a mark is graded, and how closely it is supervised. Whoever decides it writes it here in the same transaction: register, badge,
-- statement and profile read one row and cannot contradict one another.
ALTER TABLE mark
    ADD COLUMN grade              text CHECK (grade IN ('A', 'B', 'C', 'D', 'E')),
    ADD COLUMN supervision        text CHECK (supervision IN ('WATCH', 'LETTER')),
    ADD COLUMN supervised_since   timestamptz,
    ADD COLUMN supervision_reason text,
    ADD CONSTRAINT supervised CHECK (
        (supervision IS NULL) = (supervised_since IS NULL) AND (supervision IS NULL) = (supervision_reason IS NULL));
CREATE INDEX mark_by_supervision ON mark (supervision, supervised_since) WHERE supervision IS NOT NULL;
