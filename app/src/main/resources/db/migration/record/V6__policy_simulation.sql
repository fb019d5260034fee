-- A simulation of a proposed policy on the stored history: worked a few marks at a time, so that it survives restarts.
CREATE TABLE policy_simulation (
    draft_id    uuid        PRIMARY KEY,
    hash        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    as_of       timestamptz NOT NULL,
    started_by  uuid        NOT NULL,
    total       bigint      NOT NULL,
    done        bigint      NOT NULL DEFAULT 0,
    last_mark   text        NOT NULL DEFAULT '',
    worked_ms   bigint      NOT NULL DEFAULT 0,
    sum         jsonb       NOT NULL
);
CREATE INDEX policy_simulation_running ON policy_simulation (as_of) WHERE state = 'RUNNING';

-- Marks for which anything would differ.
CREATE TABLE policy_simulation_mark (
    draft_id   uuid    NOT NULL REFERENCES policy_simulation ON DELETE CASCADE,
    mark       text    NOT NULL,
    -- unanswered complaints before less those after: negative for who loses
    difference int     NOT NULL,
    change     jsonb   NOT NULL,
    PRIMARY KEY (draft_id, mark)
);
CREATE INDEX policy_simulation_mark_most ON policy_simulation_mark (draft_id, abs(difference) DESC, mark);
