-- What is written into a mark's history is a change of the mark, whoever else is told of it.
CREATE INDEX mark_event_by_change ON mark_event (changed);
