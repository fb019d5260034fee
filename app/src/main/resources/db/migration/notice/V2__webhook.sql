-- A program of somebody's that is told what happens. Address and secrets are encrypted: addresses may hold passwords.
CREATE TABLE webhook_endpoint (
    id           uuid        PRIMARY KEY,
    owner        uuid        NOT NULL,
    url          bytea       NOT NULL,
    description  text        NOT NULL,
    event_types  text[]      NOT NULL,
    secret       bytea       NOT NULL,
    -- while a secret is replaced, both sign
    old_secret   bytea,
    old_until    timestamptz,
    created_at   timestamptz NOT NULL,
    disabled_at  timestamptz,
    disabled_why text
);
CREATE INDEX webhook_endpoint_by_owner ON webhook_endpoint (owner, created_at);

-- What is told. The identifier is the webhook-id: the same happening has the same one, however often it is told.
CREATE TABLE webhook_message (
    id         text        PRIMARY KEY,
    type       text        NOT NULL,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX webhook_message_by_age ON webhook_message (created_at);

CREATE TABLE webhook_delivery (
    id           uuid        PRIMARY KEY,
    ordinal      bigint      GENERATED ALWAYS AS IDENTITY,
    endpoint_id  uuid        NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    message_id   text        NOT NULL REFERENCES webhook_message ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    -- when it is next tried; absent once it is over
    due_at       timestamptz,
    -- a node that is at it has until then; on the machine's time, for the wait for an answer is real
    claimed_till timestamptz NOT NULL DEFAULT '-infinity',
    tries        int         NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    last_at      timestamptz,
    last_status  int,
    last_millis  int,
    last_fault   text,
    UNIQUE (endpoint_id, message_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_of_message ON webhook_delivery (message_id);

-- A mail's own address for replies.
ALTER TABLE message ADD COLUMN reply_to bytea;

-- Mails read from the mailbox, so that none is worked twice.
CREATE TABLE mail_read (
    key     bytea       PRIMARY KEY,
    read_at timestamptz NOT NULL
);
