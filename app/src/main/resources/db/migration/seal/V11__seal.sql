-- The certificate of each key the centre seals documents with: made once, for everybody who checks a document later.
CREATE TABLE seal_certificate (
    kid         text        PRIMARY KEY,
    certificate bytea       NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT touchstone_now()
);
CREATE TRIGGER seal_certificate_append_only BEFORE UPDATE OR DELETE ON seal_certificate
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
