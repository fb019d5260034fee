-- How far the running complaints have been extended by a declared stop of all clocks.
CREATE TABLE force_majeure (
    policy_version text        NOT NULL,
    stop_from      timestamptz NOT NULL,
    stop_to        timestamptz NOT NULL,
    -- complaints up to this one have been seen in the present pass
    after          uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    -- when the next pass begins: complaints may be admitted or opened again while the stop lasts
    next_at        timestamptz NOT NULL,
    passes         int         NOT NULL DEFAULT 0,
    done_at        timestamptz,
    PRIMARY KEY (policy_version, stop_from, stop_to)
);
