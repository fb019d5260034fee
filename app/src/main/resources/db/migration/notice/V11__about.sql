-- What a message is about, where somebody wants to know that a gateway took it.
ALTER TABLE message ADD COLUMN about uuid;
