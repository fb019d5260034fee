CREATE TABLE policy_version (
    version      text        PRIMARY KEY,
    valid_from   timestamptz NOT NULL,
    document     jsonb       NOT NULL,
    published_at timestamptz NOT NULL
);
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
