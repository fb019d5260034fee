-- What the looks at a mark have seen, in so far as its indices rest on it.
ALTER TABLE recheck ADD COLUMN seen jsonb;
