-- The consumer's words as the public reads them: a layer of its own, so that taking them back changes no figure. The text stands
-- here only while it is published; what is proposed is computed from the sealed narrative and never stored.
CREATE TABLE complaint_story (
    complaint_id uuid        PRIMARY KEY REFERENCES complaint,
    state        text        NOT NULL CHECK (state IN ('PUBLISHED', 'WITHDRAWN', 'BLOCKED')),
    public_text  text,
    reviewed_at  timestamptz,
    published_at timestamptz,
    withdrawn_at timestamptz,
    blocked_at   timestamptz,
    blocked_why  bytea,
    CHECK ((state = 'PUBLISHED') = (public_text IS NOT NULL))
);
CREATE INDEX complaint_story_published ON complaint_story (published_at, complaint_id) WHERE state = 'PUBLISHED';

-- Sketches of texts (MinHash over three-letter groups): they tell how alike two texts are and give no word of either. Bands are
-- what alike sketches share: two texts with a band in common are compared.
CREATE TABLE answer_sketch (
    business_id uuid        NOT NULL,
    fingerprint text        NOT NULL,
    sketch      bytea       NOT NULL,
    bands       bigint[]    NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (business_id, fingerprint)
);
CREATE INDEX answer_sketch_bands ON answer_sketch USING gin (bands);

CREATE TABLE narrative_sketch (
    complaint_id uuid        PRIMARY KEY REFERENCES complaint,
    website_id   uuid        NOT NULL,
    consumer_id  uuid        NOT NULL,
    at           timestamptz NOT NULL,
    sketch       bytea       NOT NULL,
    bands        bigint[]    NOT NULL,
    -- the earliest of those it is alike to, or itself
    cluster      uuid        NOT NULL,
    similarity   real        NOT NULL
);
CREATE INDEX narrative_sketch_bands ON narrative_sketch USING gin (bands);
CREATE INDEX narrative_sketch_cluster ON narrative_sketch (cluster, at);
CREATE INDEX complaint_by_filing ON complaint (filed_at, id) WHERE source = 'filed';

-- Where the search for look-alikes has come to.
CREATE TABLE lookalike_progress (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    filed_at timestamptz NOT NULL
);
INSERT INTO lookalike_progress (filed_at) VALUES ('2000-01-01 00:00:00+00');

-- Look-alike narratives of several people within days: a suspicion, until an officer decides.
CREATE TABLE flood (
    id        uuid        PRIMARY KEY,
    cluster   uuid        NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL
);
CREATE INDEX flood_by_opening ON flood (opened_at, id);

CREATE TABLE flood_member (
    flood_id     uuid        NOT NULL REFERENCES flood,
    complaint_id uuid        NOT NULL UNIQUE REFERENCES complaint,
    similarity   real        NOT NULL,
    set_aside_at timestamptz,
    PRIMARY KEY (flood_id, complaint_id)
);

CREATE TABLE flood_decision (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flood_id   uuid        NOT NULL REFERENCES flood,
    at         timestamptz NOT NULL,
    officer    uuid        NOT NULL,
    decision   text        NOT NULL CHECK (decision IN ('QUARANTINE', 'RELEASE')),
    complaints uuid[]      NOT NULL,
    reason     bytea       NOT NULL
);
CREATE INDEX flood_decision_by_flood ON flood_decision (flood_id, id);
CREATE TRIGGER flood_decision_append_only BEFORE UPDATE OR DELETE ON flood_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
