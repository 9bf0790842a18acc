"""Hours held for some minutes by whoever is choosing one: nobody else is booked there until the hold ends or expires."""

from migrations.sql import run

revision = "0089"
down_revision = "0088"

TABLES = """
ALTER TABLE citas.booking_rules
    ADD COLUMN hold_minutes integer NOT NULL DEFAULT 5
        CONSTRAINT booking_rules_hold_minutes CHECK (hold_minutes BETWEEN 1 AND 30);

-- One for each holder: nobody keeps an agenda closed by holding hour after hour.
CREATE TABLE citas.holds (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT holds_pkey PRIMARY KEY,
    doctor_id   bigint      NOT NULL,
    doctor_name text        NOT NULL,
    room_id     bigint      CONSTRAINT holds_room REFERENCES citas.rooms,
    during      tstzrange   NOT NULL,
    kind        text        NOT NULL CONSTRAINT holds_kind CHECK (kind IN ('AGENDA', 'ONLINE')),
    holder_id   text        NOT NULL CONSTRAINT holds_one UNIQUE,
    holder_name text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    CONSTRAINT holds_during CHECK (NOT isempty(during) AND upper(during) - lower(during) <= interval '12 hours'),
    CONSTRAINT holds_short CHECK (expires_at > created_at AND expires_at <= created_at + interval '1 hour'),
    CONSTRAINT holds_doctor_no_overlap EXCLUDE USING gist (doctor_id WITH =, during WITH &&),
    CONSTRAINT holds_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
);
CREATE INDEX holds_expired ON citas.holds (expires_at);
REVOKE UPDATE ON citas.holds FROM omni_citas;
-- UPDATE of one column, so that its rows can be locked.
GRANT DELETE, UPDATE (expires_at) ON citas.holds TO omni_citas;
"""

# An exclusion constraint cannot know the clock: it would let an expired hold block for ever. So whoever holds an hour first
# removes what has expired there, under the agendas' locks (citas/locks.py), and the constraints stand over what is left; and
# whoever books asks the clock itself. It is the database's clock, read anew after the wait for the locks.
TRIGGERS = """
CREATE FUNCTION citas.take_hold() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    doctor_taken boolean;
    room_taken boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:doctor:' || NEW.doctor_id, 0));
    IF NEW.room_id IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('citas:room:' || NEW.room_id, 0));
    END IF;
    DELETE FROM citas.holds h
     WHERE (h.doctor_id = NEW.doctor_id OR h.room_id = NEW.room_id) AND h.during && NEW.during
       AND h.expires_at <= clock_timestamp();
    -- Of other agendas some, so that they never pile up; whoever is at them is not waited for.
    DELETE FROM citas.holds
     WHERE id IN (SELECT id FROM citas.holds WHERE expires_at <= clock_timestamp()
                   ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED);
    SELECT bool_or(o.doctor_id = NEW.doctor_id), bool_or(o.room_id = NEW.room_id)
      INTO doctor_taken, room_taken
      FROM citas.appointments o
     WHERE (o.doctor_id = NEW.doctor_id OR o.room_id = NEW.room_id)
       AND lower(o.during) > lower(NEW.during) - interval '12 hours' AND lower(o.during) < upper(NEW.during)
       AND o.during && NEW.during AND o.status NOT IN ('CANCELLED', 'NO_SHOW');
    IF doctor_taken THEN
        RAISE EXCEPTION 'the doctor is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_no_overlap';
    ELSIF room_taken THEN
        RAISE EXCEPTION 'the room is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_no_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER holds_take BEFORE INSERT ON citas.holds FOR EACH ROW EXECUTE FUNCTION citas.take_hold();

-- Nobody is booked into an hour that another holds, not even as overbooked. Whoever holds it gives the hold up in the
-- transaction that books. The name puts it behind `appointments_place`, which takes the agendas' locks.
CREATE FUNCTION citas.respect_holds() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF EXISTS (SELECT FROM citas.holds h
                WHERE (h.doctor_id = NEW.doctor_id OR h.room_id = NEW.room_id) AND h.during && NEW.during
                  AND h.expires_at > clock_timestamp()) THEN
        RAISE EXCEPTION 'somebody holds that hour'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'holds_doctor_no_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointments_place_held BEFORE INSERT ON citas.appointments
    FOR EACH ROW WHEN (NEW.status NOT IN ('CANCELLED', 'NO_SHOW')) EXECUTE FUNCTION citas.respect_holds();
CREATE TRIGGER appointments_place_held_again BEFORE UPDATE ON citas.appointments
    FOR EACH ROW WHEN (
        NEW.status NOT IN ('CANCELLED', 'NO_SHOW')
        AND (OLD.status IN ('CANCELLED', 'NO_SHOW')
             OR (NEW.doctor_id, NEW.room_id, NEW.during) IS DISTINCT FROM (OLD.doctor_id, OLD.room_id, OLD.during)))
    EXECUTE FUNCTION citas.respect_holds();
"""


def upgrade():
    run(TABLES + TRIGGERS)


def downgrade():
    run("""
        DROP TRIGGER appointments_place_held ON citas.appointments;
        DROP TRIGGER appointments_place_held_again ON citas.appointments;
        DROP TABLE citas.holds;
        DROP FUNCTION citas.take_hold, citas.respect_holds;
        ALTER TABLE citas.booking_rules DROP COLUMN hold_minutes;
        """)
