CREATE TABLE person (
    id              uuid        PRIMARY KEY,
    identity_hash   bytea       UNIQUE,
    identity_number bytea,
    issuer          text,
    issuer_subject  text,
    name            bytea       NOT NULL,
    mobile          bytea,
    email           bytea,
    language        text        NOT NULL,
    verified_at     timestamptz,
    created_at      timestamptz NOT NULL,
    UNIQUE (issuer, issuer_subject)
);

CREATE TABLE person_role (
    person_id uuid NOT NULL REFERENCES person,
    role      text NOT NULL,
    PRIMARY KEY (person_id, role)
);

-- Who acts for which business. Businesses live in another module; here they are only named.
CREATE TABLE membership (
    person_id   uuid NOT NULL REFERENCES person,
    business_id uuid NOT NULL,
    PRIMARY KEY (person_id, business_id)
);
CREATE INDEX membership_by_business ON membership (business_id);

-- A code of six digits on its way to a mobile. Its hash is bound to this row.
CREATE TABLE sign_in_code (
    id         uuid        PRIMARY KEY,
    person_id  uuid        NOT NULL REFERENCES person,
    code_hash  bytea       NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries      int         NOT NULL DEFAULT 0,
    used       boolean     NOT NULL DEFAULT false
);
CREATE INDEX sign_in_code_recent ON sign_in_code (person_id, made_at);

-- A browser's session or a program's token: only the hash of the secret is kept.
CREATE TABLE access_token (
    hash       bytea       PRIMARY KEY,
    id         uuid        NOT NULL UNIQUE,
    person_id  uuid        NOT NULL REFERENCES person,
    kind       text        NOT NULL CHECK (kind IN ('SESSION', 'PROGRAM')),
    label      text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX access_token_by_person ON access_token (person_id, created_at);

-- A sign-in under way at an OpenID Connect provider.
CREATE TABLE oidc_request (
    state_hash bytea       PRIMARY KEY,
    nonce      text        NOT NULL,
    verifier   text        NOT NULL,
    back       text        NOT NULL,
    expires_at timestamptz NOT NULL
);
