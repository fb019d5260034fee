-- A website that lost its address to a new mark keeps it in name only: one website at an address holds it.
ALTER TABLE website
    ADD COLUMN released_at timestamptz;
ALTER TABLE website DROP CONSTRAINT website_host_key;
CREATE UNIQUE INDEX website_holding_host ON website (host) WHERE released_at IS NULL;
CREATE INDEX website_by_host ON website (host);
