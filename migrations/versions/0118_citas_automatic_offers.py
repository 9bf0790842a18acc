"""Freed hours that offer themselves: round after round to the first of the list, once the clinic says so."""

from migrations.sql import run

revision = "0118"
down_revision = "0117"

TABLES = """
-- `base`: where the clinic is opened, told by whoever saves the rules; who offers by the clock has no request to ask it of.
ALTER TABLE citas.booking_rules
    ADD COLUMN waitlist_automatic boolean NOT NULL DEFAULT false,
    ADD COLUMN base               text;

-- When an hour offers itself next; none: it does not, or no longer. While a round is out it goes on as soon as nobody of it is left.
ALTER TABLE citas.waitlist_gaps
    ADD COLUMN offer_at  timestamptz,
    ADD COLUMN in_round  boolean NOT NULL DEFAULT false,
    ADD COLUMN offer_note text,
    ADD CONSTRAINT waitlist_gaps_round CHECK (offer_at IS NOT NULL OR NOT in_round);
CREATE INDEX waitlist_gaps_automatic ON citas.waitlist_gaps (offer_at) WHERE offer_at IS NOT NULL;

-- What the list filled in a period is found by when it was given.
CREATE INDEX waitlist_entries_given ON citas.waitlist_entries (updated_at, id) WHERE state = 'BOOKED';

CREATE FUNCTION citas.stop_automatic_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE citas.waitlist_gaps SET offer_at = NULL, in_round = false, offer_note = NULL WHERE offer_at IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER booking_rules_automatic AFTER UPDATE OF waitlist_automatic ON citas.booking_rules
    FOR EACH ROW WHEN (OLD.waitlist_automatic AND NOT NEW.waitlist_automatic) EXECUTE FUNCTION citas.stop_automatic_offers();
"""

KEEP_GAP = """
CREATE OR REPLACE FUNCTION citas.keep_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    why text;%(declared)s
BEGIN
    IF OLD.status NOT IN ('PENDING', 'CONFIRMED', 'ARRIVED') OR OLD.overbooked OR lower(OLD.during) <= now() THEN
        RETURN NULL;
    ELSIF NEW.status IN ('CANCELLED', 'NO_SHOW') THEN
        why := NEW.status;
    ELSIF NEW.doctor_id <> OLD.doctor_id OR NOT NEW.during && OLD.during THEN
        why := 'RESCHEDULED';
    ELSE
        RETURN NULL;
    END IF;%(asked)s
    INSERT INTO citas.waitlist_gaps (appointment_id, doctor_id, doctor_name, room_id, during, cause%(column)s)
         VALUES (OLD.id, OLD.doctor_id, OLD.doctor_name, OLD.room_id, OLD.during, why%(value)s)
    ON CONFLICT (doctor_id, during) DO UPDATE
            SET appointment_id = excluded.appointment_id, room_id = excluded.room_id, cause = excluded.cause, freed_at = now()%(again)s;
    RETURN NULL;
END $$;
"""
BEFORE = dict.fromkeys(("declared", "asked", "column", "value", "again"), "")
# Some minutes later: a wrong click that is taken back offers nothing to anybody.
NOW = {
    "declared": "\n    at timestamptz;",
    "asked": "\n    SELECT now() + interval '2 minutes' INTO at FROM citas.booking_rules WHERE waitlist_automatic;",
    "column": ", offer_at",
    "value": ", at",
    "again": ", offer_at = excluded.offer_at, in_round = false, offer_note = NULL",
}


def upgrade():
    run(TABLES)
    run(KEEP_GAP % NOW)


def downgrade():
    run(KEEP_GAP % BEFORE)
    run("""
        DROP TRIGGER booking_rules_automatic ON citas.booking_rules;
        DROP FUNCTION citas.stop_automatic_offers;
        DROP INDEX citas.waitlist_entries_given;
        ALTER TABLE citas.waitlist_gaps DROP COLUMN offer_at, DROP COLUMN in_round, DROP COLUMN offer_note;
        ALTER TABLE citas.booking_rules DROP COLUMN waitlist_automatic, DROP COLUMN base;
        """)
