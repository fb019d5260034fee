-- The public log: one leaf a row, for ever. key and source say which row it answers for; they stand in no public file.
CREATE TABLE log_entry (
    idx    bigint PRIMARY KEY CHECK (idx >= 0),
    leaf   bytea  NOT NULL,
    hash   bytea  NOT NULL CHECK (length(hash) = 32),
    source text   NOT NULL,
    key    text   NOT NULL,
    mark   text
);
CREATE INDEX log_entry_of_row ON log_entry (source, key, idx);
CREATE INDEX log_entry_of_mark ON log_entry (mark, idx) WHERE mark IS NOT NULL;
CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE ON log_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What opens the commitments of a leaf: the salts, and the content where everyone may read it. May be deleted: the leaf then says
-- nothing of its row any more, and the log still holds.
CREATE TABLE log_opening (
    idx             bigint PRIMARY KEY REFERENCES log_entry,
    salt            bytea  NOT NULL,
    content         text,
    restricted_salt bytea
);

-- Hashes of full tiles: level 1 has one for every 256 leaves, level 2 one for every 256 of those. Follows from log_entry.
CREATE TABLE log_node (
    level int    NOT NULL CHECK (level > 0),
    n     bigint NOT NULL,
    hash  bytea  NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, n)
);
CREATE TRIGGER log_node_append_only BEFORE UPDATE OR DELETE ON log_node
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Every head ever signed. A new one is signed only where it continues the last.
CREATE TABLE log_checkpoint (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size      bigint      NOT NULL,
    root      bytea       NOT NULL,
    origin    text        NOT NULL,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL
);
CREATE INDEX log_checkpoint_by_size ON log_checkpoint (size, id);
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE ON log_checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE log_cosignature (
    checkpoint bigint      NOT NULL REFERENCES log_checkpoint,
    witness    text        NOT NULL,
    line       text        NOT NULL,
    cosigned_at timestamptz NOT NULL,
    PRIMARY KEY (checkpoint, witness)
);

-- What each witness cosigned last, and when it is asked again.
CREATE TABLE log_witness (
    witness  text        PRIMARY KEY,
    size     bigint      NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL,
    failures int         NOT NULL DEFAULT 0,
    fault    text
);

-- What concerns the installation itself and stands in no other table, such as a change of keys.
CREATE TABLE log_note (
    id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at    timestamptz NOT NULL,
    kind  text        NOT NULL,
    facts jsonb       NOT NULL
);
CREATE TRIGGER log_note_append_only BEFORE UPDATE OR DELETE ON log_note
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_note_logged AFTER INSERT ON log_note FOR EACH ROW EXECUTE FUNCTION log_row();
