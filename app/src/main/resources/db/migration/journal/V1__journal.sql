CREATE TABLE journal_seal (
    number     bigint      PRIMARY KEY,
    sealed_at  timestamptz NOT NULL,
    entries    int         NOT NULL,
    hash       bytea       NOT NULL
);

CREATE TABLE journal_entry (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text        NOT NULL,
    action  text        NOT NULL,
    subject text        NOT NULL,
    details jsonb       NOT NULL,
    seal    bigint      REFERENCES journal_seal
);
CREATE INDEX journal_entry_by_subject ON journal_entry (subject, id);
CREATE INDEX journal_entry_unsealed ON journal_entry (id) WHERE seal IS NULL;
CREATE INDEX journal_entry_by_seal ON journal_entry (seal, id);

-- An entry may be sealed once; nothing else ever changes.
CREATE FUNCTION journal_only_sealing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.seal IS NULL AND NEW.seal IS NOT NULL
           AND (OLD.id, OLD.at, OLD.actor, OLD.action, OLD.subject, OLD.details)
             = (NEW.id, NEW.at, NEW.actor, NEW.action, NEW.subject, NEW.details) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'journal_entry is append-only';
    END $$;
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_only_sealing();
CREATE TRIGGER journal_seal_append_only BEFORE UPDATE OR DELETE ON journal_seal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
