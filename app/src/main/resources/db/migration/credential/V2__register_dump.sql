-- The register for payment gateways: full dumps, and what changed since one. A change is numbered after it was committed, so that
-- whoever has read up to a number has missed nothing below it, in whatever order transactions end. A mark's last change is enough.
CREATE SEQUENCE register_change_number;
CREATE TABLE register_change (
    code   text   PRIMARY KEY,
    number bigint UNIQUE
);
CREATE INDEX register_change_unnumbered ON register_change (code) WHERE number IS NULL;

-- Each dump is made once and then never changed; its bytes lie in parts that can be sent one after the other.
CREATE TABLE register_dump (
    id      text        PRIMARY KEY,
    as_of   timestamptz NOT NULL,
    next    bigint      NOT NULL,   -- changes up to this number are in it
    entries bigint      NOT NULL,
    bytes   bigint      NOT NULL,
    sha256  text        NOT NULL
);
CREATE TABLE register_dump_part (
    dump    text  NOT NULL REFERENCES register_dump ON DELETE CASCADE,
    part    int   NOT NULL,
    gzipped bytea NOT NULL,
    PRIMARY KEY (dump, part)
);
