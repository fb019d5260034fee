-- Who of the team sees to a case.
CREATE TABLE complaint_assignment (
    complaint_id uuid        PRIMARY KEY REFERENCES complaint,
    person_id    uuid        NOT NULL,
    assigned_by  uuid        NOT NULL,
    assigned_at  timestamptz NOT NULL
);
CREATE INDEX complaint_assignment_by_person ON complaint_assignment (person_id);

-- What the team writes for itself. Neither the consumer nor the centre reads it.
CREATE TABLE complaint_note (
    id           uuid        PRIMARY KEY,
    complaint_id uuid        NOT NULL REFERENCES complaint,
    author_id    uuid        NOT NULL,
    written_at   timestamptz NOT NULL,
    content      bytea       NOT NULL
);
CREATE INDEX complaint_note_of ON complaint_note (complaint_id, written_at);

-- Answers a team uses again.
CREATE TABLE saved_reply (
    id          uuid        PRIMARY KEY,
    business_id uuid        NOT NULL,
    title       bytea       NOT NULL,
    content     bytea       NOT NULL,
    language    text        NOT NULL,
    changed_by  uuid        NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX saved_reply_of ON saved_reply (business_id, changed_at);

-- The addresses for answering by mail: one for each case and person, known by the hash of its secret part.
CREATE TABLE complaint_reply_address (
    hash         bytea PRIMARY KEY,
    complaint_id uuid  NOT NULL REFERENCES complaint,
    person_id    uuid  NOT NULL
);

-- An answer that came by mail and waits for its writer to confirm it on the page.
CREATE TABLE complaint_mail_draft (
    complaint_id uuid        NOT NULL REFERENCES complaint,
    person_id    uuid        NOT NULL,
    content      bytea       NOT NULL,
    came_at      timestamptz NOT NULL,
    PRIMARY KEY (complaint_id, person_id)
);
