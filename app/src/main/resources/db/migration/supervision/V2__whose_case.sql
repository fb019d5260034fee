-- Whose case it is: a website that changes hands afterwards does not take it along.
ALTER TABLE supervision_case ADD COLUMN business uuid;
UPDATE supervision_case c SET business = coalesce(
    (SELECT l.business FROM official_letter l WHERE l.case_id = c.id ORDER BY l.at LIMIT 1),
    (SELECT (d.facts ->> 'business')::uuid FROM mark_decision d WHERE d.id = c.letter));
ALTER TABLE supervision_case ALTER COLUMN business SET NOT NULL;
CREATE INDEX supervision_case_of_business ON supervision_case (business, opened_at);
