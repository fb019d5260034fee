-- What the looks at a mark have seen, in so far as its indices rest on it.
ALTER TABLE recheck ADD COLUMN seen jsonb;

-- When the register of orders is asked about it again.
ALTER TABLE recheck
    ADD COLUMN orders_at            timestamptz NOT NULL DEFAULT touchstone_now(),
    ADD COLUMN orders_claimed_until timestamptz;
CREATE INDEX recheck_orders_due ON recheck (orders_at);
