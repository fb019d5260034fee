-- A seal keeps the hash of each of its entries, and its own hash covers them: an altered entry is named by itself. The seal alone
-- stands in the log. Seals from before have none; their hash covers the entries as one text.
ALTER TABLE journal_seal ADD COLUMN entry_ids bigint[], ADD COLUMN entry_hashes bytea;
DROP TRIGGER journal_seal_logged ON journal_seal;
CREATE TRIGGER journal_seal_logged AFTER INSERT ON journal_seal
    FOR EACH ROW EXECUTE FUNCTION log_row('entry_ids', 'entry_hashes');
