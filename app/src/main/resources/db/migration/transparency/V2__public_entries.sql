-- What everyone may open, the newest first, however many entries lie between.
CREATE INDEX log_opening_public ON log_opening (idx) WHERE content IS NOT NULL;
