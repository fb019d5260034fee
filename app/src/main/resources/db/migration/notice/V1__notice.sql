CREATE TABLE message (
    id         uuid        PRIMARY KEY,
    channel    text        NOT NULL CHECK (channel IN ('SMS', 'MAIL')),
    recipient  bytea       NOT NULL,
    subject    bytea,
    content    bytea       NOT NULL,
    language   text        NOT NULL,
    created_at timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    tries      int         NOT NULL DEFAULT 0,
    sent_at    timestamptz,
    given_up   boolean     NOT NULL DEFAULT false
);
CREATE INDEX message_due ON message (due_at) WHERE sent_at IS NULL AND NOT given_up;
