-- The city of the business of a website, as the register of addresses names it; nothing nearer than the city is public.
ALTER TABLE website ADD COLUMN city text;

-- Which transaction wrote a row last. Whoever follows the register asks for rows of the transactions that were not over when it
-- asked before: transactions end in another order than they begin, and none is missed.
ALTER TABLE business ADD COLUMN changed xid8 NOT NULL DEFAULT '0';
ALTER TABLE website ADD COLUMN changed xid8 NOT NULL DEFAULT '0';
ALTER TABLE mark ADD COLUMN changed xid8 NOT NULL DEFAULT '0';
ALTER TABLE mark_event
    ADD COLUMN noted   bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN changed xid8 NOT NULL DEFAULT '0';

CREATE FUNCTION note_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        NEW.changed := pg_current_xact_id();
        RETURN NEW;
    END $$;
CREATE TRIGGER business_change BEFORE INSERT OR UPDATE ON business FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER website_change BEFORE INSERT OR UPDATE ON website FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER mark_change BEFORE INSERT OR UPDATE ON mark FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER mark_event_change BEFORE INSERT ON mark_event FOR EACH ROW EXECUTE FUNCTION note_change();

CREATE INDEX business_by_change ON business (changed);
CREATE INDEX website_by_change ON website (changed);
CREATE INDEX mark_by_change ON mark (changed);
CREATE INDEX mark_by_code ON mark (code COLLATE "C");
CREATE UNIQUE INDEX mark_event_by_note ON mark_event (noted);
