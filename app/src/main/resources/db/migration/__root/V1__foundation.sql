CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One row. Zero everywhere but in a sandbox.
CREATE TABLE sandbox_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    ahead    interval NOT NULL DEFAULT interval '0'
);
INSERT INTO sandbox_clock DEFAULT VALUES;

-- The one clock of the installation. It moves on during a transaction: an event is stamped when it happens.
CREATE FUNCTION touchstone_now() RETURNS timestamptz
    LANGUAGE sql VOLATILE
    AS $$ SELECT clock_timestamp() + ahead FROM sandbox_clock $$;

-- For tables whose rows are evidence.
CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

-- Proves that every node holds the same encryption keys.
CREATE TABLE key_check (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    hash     bytea NOT NULL
);

-- Answers to POST requests that carried an Idempotency-Key.
CREATE TABLE idempotent_answer (
    caller     text        NOT NULL,
    key        text        NOT NULL,
    request    bytea       NOT NULL,
    status     int         NOT NULL,
    headers    jsonb       NOT NULL,
    body       bytea       NOT NULL,
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);

-- Modulith's register of events between modules: stored in the transaction that caused them.
CREATE TABLE event_publication (
    id                     uuid        NOT NULL PRIMARY KEY,
    listener_id            text        NOT NULL,
    event_type             text        NOT NULL,
    serialized_event       text        NOT NULL,
    publication_date       timestamptz NOT NULL,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
CREATE INDEX event_publication_by_completion_date ON event_publication (completion_date);
CREATE INDEX event_publication_serialized_event_hash ON event_publication USING hash (serialized_event);
