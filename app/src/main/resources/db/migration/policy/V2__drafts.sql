-- Versions being prepared. The document of a draft never changes: what is simulated is what is approved and published.
CREATE TABLE policy_draft (
    id            uuid        PRIMARY KEY,
    version       text        NOT NULL,
    document      jsonb       NOT NULL,
    hash          text        NOT NULL,
    base_version  text        NOT NULL REFERENCES policy_version,
    author        uuid        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('DRAFT', 'PROPOSED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')),
    created_at    timestamptz NOT NULL,
    proposed_at   timestamptz,
    ended_at      timestamptz,
    -- what the document, known by its hash, would have made of the stored history, and as of when
    simulated_hash text,
    simulated_as_of timestamptz,
    simulation    jsonb
);
CREATE INDEX policy_draft_by_age ON policy_draft (created_at DESC, id);

-- What people said to a draft: approvals, rejections, withdrawals, each with reasons.
CREATE TABLE policy_word (
    draft_id uuid        NOT NULL REFERENCES policy_draft,
    person   uuid        NOT NULL,
    at       timestamptz NOT NULL,
    word     text        NOT NULL CHECK (word IN ('APPROVED', 'REJECTED', 'WITHDRAWN')),
    reasons  bytea       NOT NULL,
    PRIMARY KEY (draft_id, person)
);
CREATE TRIGGER policy_word_append_only BEFORE UPDATE OR DELETE ON policy_word
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- From which draft a version came; absent for those the product ships.
ALTER TABLE policy_version ADD COLUMN draft_id uuid UNIQUE REFERENCES policy_draft;
