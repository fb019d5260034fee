CREATE TABLE business (
    id              uuid        PRIMARY KEY,
    legal_name      text        NOT NULL,
    name_key        text        NOT NULL,
    trade           text        NOT NULL,
    identity_hash   bytea       UNIQUE,
    identity_number bytea,
    source          text        NOT NULL,
    source_key      text,
    merged_into     uuid        REFERENCES business,
    created_at      timestamptz NOT NULL,
    UNIQUE (source, source_key)
);
CREATE INDEX business_by_name_key ON business (name_key);

CREATE TABLE website (
    id          uuid PRIMARY KEY,
    host        text NOT NULL UNIQUE,
    skeleton    text NOT NULL,
    business_id uuid NOT NULL REFERENCES business
);
CREATE INDEX website_by_skeleton ON website (skeleton);
CREATE INDEX website_by_business ON website (business_id);
CREATE INDEX website_by_likeness ON website USING gin (host gin_trgm_ops);

CREATE TABLE mark (
    code       text        PRIMARY KEY,
    website_id uuid        NOT NULL UNIQUE REFERENCES website,
    state      text        NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Every change of a mark's state; the past is read from here.
CREATE TABLE mark_event (
    code   text        NOT NULL REFERENCES mark,
    seq    int         NOT NULL,
    at     timestamptz NOT NULL,
    state  text        NOT NULL,
    reason text        NOT NULL,
    actor  text        NOT NULL,
    PRIMARY KEY (code, seq)
);
CREATE TRIGGER mark_event_append_only BEFORE UPDATE OR DELETE ON mark_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE order_volume (
    mark   text   NOT NULL REFERENCES mark,
    month  date   NOT NULL,
    orders bigint NOT NULL CHECK (orders >= 0),
    PRIMARY KEY (mark, month)
);

CREATE TABLE merge_proposal (
    id          uuid        PRIMARY KEY,
    keep_id     uuid        NOT NULL REFERENCES business,
    merge_id    uuid        NOT NULL REFERENCES business,
    why         text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decision    text        CHECK (decision IN ('ACCEPTED', 'REJECTED')),
    decided_by  uuid,
    decided_at  timestamptz,
    reason      text,
    UNIQUE (keep_id, merge_id)
);
