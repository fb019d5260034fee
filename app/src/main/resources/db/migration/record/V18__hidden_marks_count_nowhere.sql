-- The sums of the trades count marks whose figures everyone sees: they are made anew when that changed. Absent: made before it counted.
ALTER TABLE grade_basis ADD COLUMN stages_at timestamptz;

-- A website that goes to another business closes the figures its former business had opened; nobody said so.
ALTER TABLE stage_consent ALTER COLUMN person_id DROP NOT NULL;

-- Up to which mark the grades were taken out of the register when a stage that hides figures began.
ALTER TABLE cohort_stage_work ADD COLUMN hidden_up_to text NOT NULL DEFAULT '';

-- An incident that was established by mistake is withdrawn: it stays visible as such and counts nothing from then on.
ALTER TABLE incident
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by uuid,
    ADD COLUMN withdrawal   text,
    ADD CONSTRAINT withdrawn_with_reason CHECK (
        (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal IS NULL));
DROP INDEX incident_open;
CREATE INDEX incident_open ON incident (opened_at) WHERE closed_at IS NULL AND withdrawn_at IS NULL;
