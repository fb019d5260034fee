-- What a member may do for the business, since when, and by whose decision. Those who were there before are managers.
ALTER TABLE membership
    ADD COLUMN role     text NOT NULL DEFAULT 'MANAGER' CHECK (role IN ('MANAGER', 'AGENT', 'READER')),
    ADD COLUMN since    timestamptz NOT NULL DEFAULT touchstone_now(),
    ADD COLUMN added_by uuid REFERENCES person;
ALTER TABLE membership ALTER COLUMN role DROP DEFAULT;

-- A member to be: somebody who has been sent a secret, of which only the hash is kept.
CREATE TABLE team_invitation (
    id          uuid        PRIMARY KEY,
    business_id uuid        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('MANAGER', 'AGENT', 'READER')),
    contact     bytea       NOT NULL,
    secret_hash bytea       NOT NULL UNIQUE,
    invited_by  uuid        NOT NULL REFERENCES person,
    invited_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    accepted_by uuid        REFERENCES person,
    over_at     timestamptz
);
CREATE INDEX team_invitation_by_business ON team_invitation (business_id, invited_at);
