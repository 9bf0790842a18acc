"""Overbooked visits occupy, up to a cap of the clinic's; completion is counted and can be undone; corrections are kept."""

from migrations.sql import run

revision = "0019"
down_revision = "0018"

RULES = """
CREATE TABLE citas.booking_rules (
    id                 boolean     NOT NULL DEFAULT true CONSTRAINT booking_rules_pkey PRIMARY KEY,
    overbooked_at_once integer     NOT NULL DEFAULT 2,
    version            integer     NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    -- One clinic, one row.
    CONSTRAINT booking_rules_one CHECK (id),
    CONSTRAINT booking_rules_overbooked_at_once CHECK (overbooked_at_once BETWEEN 0 AND 10)
);
INSERT INTO citas.booking_rules DEFAULT VALUES;
REVOKE INSERT ON citas.booking_rules FROM omni_citas;
CREATE TRIGGER booking_rules_version BEFORE UPDATE ON citas.booking_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE citas.appointment_corrections (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT appointment_corrections_pkey PRIMARY KEY,
    appointment_id    bigint      NOT NULL
        CONSTRAINT appointment_corrections_appointment REFERENCES citas.appointments,
    from_status       text        NOT NULL,
    to_status         text        NOT NULL,
    reason            text        NOT NULL,
    corrected_by_id   text        NOT NULL,
    corrected_by_name text        NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT appointment_corrections_reason CHECK (length(reason) BETWEEN 3 AND 500)
);
CREATE INDEX appointment_corrections_by_appointment ON citas.appointment_corrections (appointment_id, id);
CREATE TRIGGER appointment_corrections_final BEFORE UPDATE OR DELETE ON citas.appointment_corrections
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('appointment_corrections_final');
CREATE TRIGGER appointment_corrections_not_emptied BEFORE TRUNCATE ON citas.appointment_corrections
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('appointment_corrections_not_emptied');
REVOKE UPDATE ON citas.appointment_corrections FROM omni_citas;
"""

# Until now an overbooked visit was exempt from every overlap. Those that do overlap keep their place: in a room, the
# override names it from now on; a patient's stays exempt until the visit is moved (double_booked).
COLUMNS = """
ALTER TABLE citas.appointments
    ADD COLUMN overbook_room boolean     NOT NULL DEFAULT false,
    ADD COLUMN double_booked boolean     NOT NULL DEFAULT false,
    ADD COLUMN completions   integer     NOT NULL DEFAULT 0,
    ADD COLUMN completed_at  timestamptz;
ALTER TABLE citas.appointments DISABLE TRIGGER USER;
UPDATE citas.appointments SET completions = 1, completed_at = updated_at WHERE status = 'COMPLETED';
UPDATE citas.appointments a SET overbook_room = true
 WHERE a.overbooked AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
   AND EXISTS (SELECT FROM citas.appointments b
                WHERE b.room_id = a.room_id AND b.during && a.during AND b.id <> a.id
                  AND b.status NOT IN ('CANCELLED', 'NO_SHOW'));
UPDATE citas.appointments a SET double_booked = true
 WHERE a.overbooked AND a.status NOT IN ('CANCELLED', 'NO_SHOW')
   AND EXISTS (SELECT FROM citas.appointments b
                WHERE b.patient_id = a.patient_id AND b.during && a.during AND b.id <> a.id
                  AND b.status NOT IN ('CANCELLED', 'NO_SHOW'));
ALTER TABLE citas.appointments ENABLE TRIGGER USER;
"""

CONSTRAINTS = """
ALTER TABLE citas.appointments
    ADD CONSTRAINT appointments_overbook_room CHECK (overbooked OR NOT overbook_room),
    ADD CONSTRAINT appointments_completed_at CHECK ((status = 'COMPLETED') = (completed_at IS NOT NULL)),
    DROP CONSTRAINT appointments_room_no_overlap,
    DROP CONSTRAINT appointments_patient_no_overlap,
    ADD CONSTRAINT appointments_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
        WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbook_room),
    ADD CONSTRAINT appointments_patient_no_overlap EXCLUDE USING gist (patient_id WITH =, during WITH &&)
        WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT double_booked);
"""

# An exclusion constraint knows rows that exclude each other, not one that comes second; nor can it count. So the trigger
# decides, holding the agendas' locks, which the service takes too (citas/locks.py): in the same order.
PLACE = """
CREATE FUNCTION citas.take_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    doctor_taken boolean;
    room_taken boolean;
    patient_taken boolean;
    most integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:doctor:' || NEW.doctor_id, 0));
    IF NEW.room_id IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('citas:room:' || NEW.room_id, 0));
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:patient:' || NEW.patient_id, 0));
    NEW.double_booked := false;
    SELECT bool_or(o.doctor_id = NEW.doctor_id), bool_or(o.room_id = NEW.room_id),
           bool_or(o.patient_id = NEW.patient_id)
      INTO doctor_taken, room_taken, patient_taken
      FROM citas.appointments o
     WHERE (o.doctor_id = NEW.doctor_id OR o.room_id = NEW.room_id OR o.patient_id = NEW.patient_id)
       AND lower(o.during) > lower(NEW.during) - interval '12 hours' AND lower(o.during) < upper(NEW.during)
       AND o.during && NEW.during AND o.status NOT IN ('CANCELLED', 'NO_SHOW') AND o.id <> NEW.id;
    IF doctor_taken AND NOT NEW.overbooked THEN
        RAISE EXCEPTION 'the doctor is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_no_overlap';
    ELSIF room_taken AND NOT NEW.overbook_room THEN
        RAISE EXCEPTION 'the room is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_no_overlap';
    ELSIF patient_taken THEN
        RAISE EXCEPTION 'the patient is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_patient_no_overlap';
    ELSIF doctor_taken THEN
        -- The most visits that the doctor already has at one moment of this one: it can only change where one begins.
        WITH others AS (
            SELECT o.during
              FROM citas.appointments o
             WHERE o.doctor_id = NEW.doctor_id
               AND lower(o.during) > lower(NEW.during) - interval '12 hours' AND lower(o.during) < upper(NEW.during)
               AND o.during && NEW.during AND o.status NOT IN ('CANCELLED', 'NO_SHOW') AND o.id <> NEW.id)
        SELECT max((SELECT count(*) FROM others b WHERE b.during @> greatest(lower(a.during), lower(NEW.during))))
          INTO most
          FROM others a;
        IF most > (SELECT overbooked_at_once FROM citas.booking_rules) THEN
            RAISE EXCEPTION 'the doctor has as many visits at once as the clinic allows'
                USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_cap';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointments_place BEFORE INSERT ON citas.appointments
    FOR EACH ROW WHEN (NEW.status NOT IN ('CANCELLED', 'NO_SHOW')) EXECUTE FUNCTION citas.take_place();
CREATE TRIGGER appointments_place_again BEFORE UPDATE ON citas.appointments
    FOR EACH ROW WHEN (
        NEW.status NOT IN ('CANCELLED', 'NO_SHOW')
        AND (OLD.status IN ('CANCELLED', 'NO_SHOW')
             OR (NEW.doctor_id, NEW.room_id, NEW.patient_id, NEW.during, NEW.overbooked, NEW.overbook_room,
                 NEW.double_booked)
                IS DISTINCT FROM
                (OLD.doctor_id, OLD.room_id, OLD.patient_id, OLD.during, OLD.overbooked, OLD.overbook_room,
                 OLD.double_booked)))
    EXECUTE FUNCTION citas.take_place();
"""

# Which completion it is, k, travels with the events, so that stock and billing undo the one that is meant.
COMPLETION = """
CREATE FUNCTION citas.count_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.completions := 0;
    ELSE
        NEW.completions := OLD.completions;
    END IF;
    IF NEW.status <> 'COMPLETED' THEN
        NEW.completed_at := NULL;
    ELSIF TG_OP = 'INSERT' OR OLD.status <> 'COMPLETED' THEN
        NEW.completions := NEW.completions + 1;
        NEW.completed_at := coalesce(NEW.completed_at, now());
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointments_completion BEFORE INSERT OR UPDATE ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION citas.count_completion();

-- Of what is over only this may change: a completed visit goes back under way, and nothing of it besides.
CREATE FUNCTION citas.keep_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['status', 'completed_at', 'version', 'updated_at', 'patient_search'];
BEGIN
    IF OLD.status = 'COMPLETED' AND NEW.status = 'IN_PROGRESS' AND to_jsonb(NEW) - moving = to_jsonb(OLD) - moving THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an appointment that is over cannot be changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'appointments_final';
END $$;
DROP TRIGGER appointments_final ON citas.appointments;
CREATE TRIGGER appointments_final BEFORE UPDATE ON citas.appointments
    FOR EACH ROW WHEN (OLD.status IN ('COMPLETED', 'CANCELLED')) EXECUTE FUNCTION citas.keep_final();
"""


def upgrade():
    run(RULES + COLUMNS + CONSTRAINTS + PLACE + COMPLETION)


def downgrade():
    run("""
        DROP TRIGGER appointments_place ON citas.appointments;
        DROP TRIGGER appointments_place_again ON citas.appointments;
        DROP TRIGGER appointments_completion ON citas.appointments;
        DROP TRIGGER appointments_final ON citas.appointments;
        CREATE TRIGGER appointments_final BEFORE UPDATE ON citas.appointments
            FOR EACH ROW WHEN (OLD.status IN ('COMPLETED', 'CANCELLED'))
            EXECUTE FUNCTION public.refuse_change('appointments_final');
        DROP FUNCTION citas.take_place, citas.count_completion, citas.keep_final;
        ALTER TABLE citas.appointments
            DROP CONSTRAINT appointments_overbook_room,
            DROP CONSTRAINT appointments_completed_at,
            DROP CONSTRAINT appointments_room_no_overlap,
            DROP CONSTRAINT appointments_patient_no_overlap,
            ADD CONSTRAINT appointments_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbooked),
            ADD CONSTRAINT appointments_patient_no_overlap EXCLUDE USING gist (patient_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbooked),
            DROP COLUMN overbook_room, DROP COLUMN double_booked, DROP COLUMN completions, DROP COLUMN completed_at;
        DROP TABLE citas.appointment_corrections, citas.booking_rules;
        """)
