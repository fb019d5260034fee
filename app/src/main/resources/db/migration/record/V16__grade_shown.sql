-- Whether everyone saw the last entry of the history of a grade: when its figures become public, the public history begins with an
-- entry of its own.
ALTER TABLE grade_state ADD COLUMN seq_shown boolean NOT NULL DEFAULT true;
UPDATE grade_state s SET seq_shown = false FROM grade_event e WHERE e.mark = s.mark AND e.seq = s.seq AND NOT e.shown;
