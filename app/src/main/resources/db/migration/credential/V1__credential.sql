-- Every public key that ever stood for this installation. A node whose folder of keys says otherwise does not run.
CREATE TABLE published_key (
    kid     text        PRIMARY KEY,
    jwk     jsonb       NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE TRIGGER published_key_append_only BEFORE UPDATE OR DELETE ON published_key
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The place of each mark in the status lists: given once, never to another mark. Lists have 131,072 places each.
CREATE SEQUENCE status_place_number MINVALUE 0 START 0;
CREATE TABLE status_place (
    code  text   PRIMARY KEY,
    place bigint NOT NULL UNIQUE DEFAULT nextval('status_place_number')
);
CREATE TRIGGER status_place_append_only BEFORE UPDATE OR DELETE ON status_place
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Which marks changed, for every node to forget what it keeps of them. A transaction below the oldest one still running
-- is over, so whoever reads on from there misses nothing, in whatever order transactions end.
CREATE TABLE mark_touched (
    transaction xid8        NOT NULL DEFAULT pg_current_xact_id(),
    code        text        NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX mark_touched_by_transaction ON mark_touched (transaction);

-- To whom we gave the right to issue marks of a kind that is ours.
CREATE TABLE delegation_given (
    issuer    text        NOT NULL,
    mark_type text        NOT NULL,
    since     timestamptz NOT NULL,
    until     timestamptz
);
CREATE TRIGGER delegation_given_append_only BEFORE UPDATE OR DELETE ON delegation_given
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
