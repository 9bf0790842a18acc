"""An hour booked online is one event of its visitor's calendar, whether the clinic knew their document or not.

The event is named after the booking, so its SEQUENCE is the booking's: how often its visitor saw it move or end. A visit that the
clinic moves takes its booking along.
"""

from migrations.sql import run

revision = "0132"
down_revision = "0131"

FOLLOWING = """
ALTER TABLE citas.self_bookings ADD COLUMN sequence integer NOT NULL DEFAULT 0;

CREATE FUNCTION citas.count_booking_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.during <> OLD.during OR NEW.doctor_id <> OLD.doctor_id
       OR (NEW.state IN ('CANCELLED', 'REJECTED')) <> (OLD.state IN ('CANCELLED', 'REJECTED')) THEN
        NEW.sequence := NEW.sequence + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER self_bookings_sequence BEFORE UPDATE OF state, during, doctor_id ON citas.self_bookings
    FOR EACH ROW EXECUTE FUNCTION citas.count_booking_moves();

-- Of what the visitor did by the link the booking tells first: nothing differs here then, and nothing is counted twice.
CREATE FUNCTION citas.booking_follows_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ended boolean := (NEW.status IN ('CANCELLED', 'NO_SHOW')) <> (OLD.status IN ('CANCELLED', 'NO_SHOW'));
BEGIN
    UPDATE citas.self_bookings
       SET during = NEW.during, doctor_id = NEW.doctor_id, doctor_name = NEW.doctor_name, sequence = sequence + ended::integer
     WHERE appointment_id = NEW.id AND state = 'BOOKED' AND (ended OR during <> NEW.during OR doctor_id <> NEW.doctor_id);
    RETURN NULL;
END $$;
CREATE TRIGGER appointments_booking AFTER UPDATE OF status, during, doctor_id ON citas.appointments
    FOR EACH ROW WHEN (NEW.sequence <> OLD.sequence) EXECUTE FUNCTION citas.booking_follows_visit();
"""


def upgrade():
    run(FOLLOWING)


def downgrade():
    run("""
        DROP TRIGGER appointments_booking ON citas.appointments;
        DROP TRIGGER self_bookings_sequence ON citas.self_bookings;
        DROP FUNCTION citas.booking_follows_visit(), citas.count_booking_moves();
        ALTER TABLE citas.self_bookings DROP COLUMN sequence;
        """)
