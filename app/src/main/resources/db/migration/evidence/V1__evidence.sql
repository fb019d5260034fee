-- One file. The row is there before its content is written and gone after it is deleted, so that no content is ever without a row.
CREATE TABLE evidence (
    id          uuid        PRIMARY KEY,
    -- whose it is, such as complaint:ID; absent while it is written, and once it is removed
    subject     text,
    -- as it was called, encrypted
    name        bytea,
    media_type  text        NOT NULL,
    size        int         NOT NULL CHECK (size BETWEEN 1 AND 10485760),
    -- of the file as it came
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    side        text,
    uploaded_by uuid,
    received_at timestamptz NOT NULL,
    -- which store holds the content
    kept_in     text        NOT NULL,
    -- when row and content go, unless somebody takes the file over
    expires_at  timestamptz,
    CHECK (subject IS NOT NULL OR expires_at IS NOT NULL),
    CHECK (subject IS NULL OR (name IS NOT NULL AND side IS NOT NULL AND uploaded_by IS NOT NULL))
);
-- the same file sent again is the same evidence
CREATE UNIQUE INDEX evidence_once ON evidence (subject, sha256, side);
CREATE INDEX evidence_expires ON evidence (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX evidence_of_drafts ON evidence (uploaded_by) WHERE expires_at IS NOT NULL;
