-- Who of the staff looked at a case within an hour, so that it is written down once; older rows are dropped, the journal keeps them.
CREATE TABLE journal_look (
    actor   text        NOT NULL,
    subject text        NOT NULL,
    hour    timestamptz NOT NULL,
    PRIMARY KEY (actor, subject, hour)
);
CREATE INDEX journal_look_by_hour ON journal_look (hour);

CREATE INDEX journal_entry_by_actor ON journal_entry (actor, id);
CREATE INDEX journal_entry_by_action ON journal_entry (action text_pattern_ops, id);
CREATE INDEX journal_entry_by_time ON journal_entry (at, id);
