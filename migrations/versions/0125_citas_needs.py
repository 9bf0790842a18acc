"""What a treatment needs of the agenda: time to prepare and to clean, equipment, a kind of room, who does it, notice.

Preparing and cleaning occupy the room and the equipment, neither the professional nor the patient. Rooms and equipment have a
capacity. Visits keep what they needed when they were booked: a rule that changes moves nobody.
"""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0125"
down_revision = "0124"

TABLES = """
ALTER TABLE citas.rooms
    ADD COLUMN kind     text     CONSTRAINT rooms_kind CHECK (length(kind) BETWEEN 1 AND 40),
    ADD COLUMN capacity smallint NOT NULL DEFAULT 1 CONSTRAINT rooms_capacity CHECK (capacity BETWEEN 1 AND 20);

CREATE TABLE citas.equipment (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT equipment_pkey PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT equipment_name CHECK (length(name) BETWEEN 1 AND 80),
    -- How many of them there are: two sensors serve two visits at once.
    capacity   smallint    NOT NULL DEFAULT 1 CONSTRAINT equipment_capacity CHECK (capacity BETWEEN 1 AND 20),
    active     boolean     NOT NULL DEFAULT true,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX equipment_name_unique ON citas.equipment (public.plain(name));
CREATE TRIGGER equipment_version BEFORE UPDATE ON citas.equipment
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE citas.treatment_rules (
    treatment_id        bigint      NOT NULL CONSTRAINT treatment_rules_pkey PRIMARY KEY,
    treatment_name      text        NOT NULL,
    preparation_minutes smallint    NOT NULL DEFAULT 0,
    cleaning_minutes    smallint    NOT NULL DEFAULT 0,
    room_kind           text,
    equipment_ids       bigint[]    NOT NULL DEFAULT '{}',
    -- None: whoever attends.
    doctor_ids          bigint[]    NOT NULL DEFAULT '{}',
    -- With how much notice the public books it; none: as the page says.
    notice_minutes      integer,
    version             integer     NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT treatment_rules_preparation CHECK (preparation_minutes BETWEEN 0 AND 120),
    CONSTRAINT treatment_rules_cleaning CHECK (cleaning_minutes BETWEEN 0 AND 120),
    CONSTRAINT treatment_rules_room_kind CHECK (length(room_kind) BETWEEN 1 AND 40),
    CONSTRAINT treatment_rules_equipment CHECK (cardinality(equipment_ids) <= 10 AND array_position(equipment_ids, NULL) IS NULL),
    CONSTRAINT treatment_rules_doctors CHECK (cardinality(doctor_ids) <= 100 AND array_position(doctor_ids, NULL) IS NULL),
    CONSTRAINT treatment_rules_notice CHECK (notice_minutes BETWEEN 0 AND 20160)
);
CREATE TRIGGER treatment_rules_version BEFORE UPDATE ON citas.treatment_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- `room_shared` is set by the triggers: a room of several places is counted, which no exclusion constraint can do.
ALTER TABLE citas.appointments
    ADD COLUMN preparation_minutes smallint NOT NULL DEFAULT 0,
    ADD COLUMN cleaning_minutes    smallint NOT NULL DEFAULT 0,
    ADD COLUMN equipment_ids       bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN room_shared         boolean  NOT NULL DEFAULT false,
    ADD CONSTRAINT appointments_turnover CHECK (
        preparation_minutes BETWEEN 0 AND 120 AND cleaning_minutes BETWEEN 0 AND 120),
    ADD CONSTRAINT appointments_equipment CHECK (
        cardinality(equipment_ids) <= 20 AND array_position(equipment_ids, NULL) IS NULL);
ALTER TABLE citas.holds
    ADD COLUMN preparation_minutes smallint NOT NULL DEFAULT 0,
    ADD COLUMN cleaning_minutes    smallint NOT NULL DEFAULT 0,
    ADD COLUMN equipment_ids       bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN room_shared         boolean  NOT NULL DEFAULT false,
    ADD CONSTRAINT holds_turnover CHECK (
        preparation_minutes BETWEEN 0 AND 120 AND cleaning_minutes BETWEEN 0 AND 120);
CREATE INDEX appointments_with_equipment ON citas.appointments (lower(during)) WHERE equipment_ids <> '{}';

-- When a visit takes its room and its equipment. Minutes are the same in every zone, so it is immutable whatever `+` says.
CREATE FUNCTION citas.occupied(during tstzrange, preparation integer, cleaning integer) RETURNS tstzrange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT tstzrange(lower(during) - preparation * interval '1 minute', upper(during) + cleaning * interval '1 minute')
$$;
ALTER TABLE citas.appointments
    DROP CONSTRAINT appointments_room_no_overlap,
    ADD CONSTRAINT appointments_room_no_overlap EXCLUDE USING gist (
        room_id WITH =, citas.occupied(during, preparation_minutes, cleaning_minutes) WITH &&)
        WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbook_room AND NOT room_shared);
ALTER TABLE citas.holds
    DROP CONSTRAINT holds_room_no_overlap,
    ADD CONSTRAINT holds_room_no_overlap EXCLUDE USING gist (
        room_id WITH =, citas.occupied(during, preparation_minutes, cleaning_minutes) WITH &&) WHERE (NOT room_shared);
"""

# How many use a room or a piece of equipment at once. What is overbooked counts too; what is cancelled, missed or held by
# whoever asks does not.
COUNTING = """
-- The most of `spans` at one moment of `span`: it can only change where one begins.
CREATE FUNCTION citas.most_at_once(spans tstzrange[], span tstzrange) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(max((SELECT count(*) FROM unnest(spans) AS b WHERE b @> greatest(lower(a), lower(span)))), 0)::integer
      FROM unnest(spans) AS a
$$;

CREATE FUNCTION citas.room_use(room bigint, span tstzrange, besides bigint, holder text) RETURNS integer
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN citas.most_at_once(ARRAY(
        SELECT citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes)
          FROM citas.appointments o
         WHERE o.room_id = room AND o.status NOT IN ('CANCELLED', 'NO_SHOW') AND o.id IS DISTINCT FROM besides
           AND lower(o.during) > lower(span) - interval '14 hours' AND lower(o.during) < upper(span) + interval '2 hours'
           AND citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes) && span
         UNION ALL
        SELECT citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes)
          FROM citas.holds h
         WHERE h.room_id = room AND h.expires_at > clock_timestamp() AND h.holder_id IS DISTINCT FROM holder
           AND citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes) && span), span);
END $$;

CREATE FUNCTION citas.equipment_use(equipment bigint, span tstzrange, besides bigint, holder text) RETURNS integer
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN citas.most_at_once(ARRAY(
        SELECT citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes)
          FROM citas.appointments o
         WHERE o.equipment_ids <> '{}' AND equipment = ANY (o.equipment_ids)
           AND o.status NOT IN ('CANCELLED', 'NO_SHOW') AND o.id IS DISTINCT FROM besides
           AND lower(o.during) > lower(span) - interval '14 hours' AND lower(o.during) < upper(span) + interval '2 hours'
           AND citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes) && span
         UNION ALL
        SELECT citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes)
          FROM citas.holds h
         WHERE equipment = ANY (h.equipment_ids) AND h.expires_at > clock_timestamp() AND h.holder_id IS DISTINCT FROM holder
           AND citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes) && span), span);
END $$;

-- One at a time for each piece, in one order; and as many as there are.
CREATE FUNCTION citas.take_equipment(wanted bigint[], span tstzrange, besides bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    piece bigint;
BEGIN
    FOR piece IN SELECT DISTINCT id FROM unnest(wanted) AS id ORDER BY id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('citas:equipment:' || piece, 0));
    END LOOP;
    FOREACH piece IN ARRAY wanted LOOP
        IF citas.equipment_use(piece, span, besides, NULL)
           >= coalesce((SELECT capacity FROM citas.equipment WHERE id = piece), 0) THEN
            RAISE EXCEPTION 'the equipment is taken'
                USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_equipment_no_overlap';
        END IF;
    END LOOP;
END $$;
"""

PLACE = """
CREATE OR REPLACE FUNCTION citas.take_place() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    span tstzrange := citas.occupied(NEW.during, NEW.preparation_minutes, NEW.cleaning_minutes);
    places integer := 1;
    doctor_taken boolean;
    room_taken boolean;
    room_attended boolean;
    patient_taken boolean;
    most integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:doctor:' || NEW.doctor_id, 0));
    IF NEW.room_id IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('citas:room:' || NEW.room_id, 0));
        SELECT capacity INTO places FROM citas.rooms WHERE id = NEW.room_id;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:patient:' || citas.person(NEW.patient_id), 0));
    NEW.double_booked := false;
    NEW.room_shared := coalesce(places > 1, false);
    SELECT bool_or(o.doctor_id = NEW.doctor_id AND o.during && NEW.during),
           bool_or(o.room_id = NEW.room_id AND citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes) && span),
           bool_or(o.room_id = NEW.room_id AND o.during && NEW.during),
           bool_or(o.patient_id = ANY (citas.patient_ids(NEW.patient_id)) AND o.during && NEW.during)
      INTO doctor_taken, room_taken, room_attended, patient_taken
      FROM citas.appointments o
     WHERE (o.doctor_id = NEW.doctor_id OR o.room_id = NEW.room_id OR o.patient_id = ANY (citas.patient_ids(NEW.patient_id)))
       AND lower(o.during) > lower(span) - interval '14 hours' AND lower(o.during) < upper(span) + interval '2 hours'
       AND o.status NOT IN ('CANCELLED', 'NO_SHOW') AND o.id <> NEW.id;
    IF NEW.room_shared THEN
        -- Whoever holds a place of it counts too.
        room_taken := citas.room_use(NEW.room_id, span, NEW.id, NULL) >= places;
    END IF;
    IF doctor_taken AND NOT NEW.overbooked THEN
        RAISE EXCEPTION 'the doctor is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_no_overlap';
    ELSIF room_taken AND NOT NEW.overbook_room AND NOT (room_attended OR NEW.room_shared) THEN
        RAISE EXCEPTION 'the room is being prepared or cleaned'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_turnover';
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
    -- An override that names the room shares what stands in it.
    IF NEW.equipment_ids <> '{}' AND NOT NEW.overbook_room THEN
        PERFORM citas.take_equipment(NEW.equipment_ids, span, NEW.id);
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION citas.take_hold() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    span tstzrange := citas.occupied(NEW.during, NEW.preparation_minutes, NEW.cleaning_minutes);
    places integer := 1;
    doctor_taken boolean;
    room_taken boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:doctor:' || NEW.doctor_id, 0));
    IF NEW.room_id IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('citas:room:' || NEW.room_id, 0));
        SELECT capacity INTO places FROM citas.rooms WHERE id = NEW.room_id;
    END IF;
    NEW.room_shared := coalesce(places > 1, false);
    DELETE FROM citas.holds h
     WHERE (h.doctor_id = NEW.doctor_id AND h.during && NEW.during
            OR h.room_id = NEW.room_id AND citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes) && span)
       AND h.expires_at <= clock_timestamp();
    -- Of other agendas some, so that they never pile up; whoever is at them is not waited for.
    DELETE FROM citas.holds
     WHERE id IN (SELECT id FROM citas.holds WHERE expires_at <= clock_timestamp()
                   ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED);
    SELECT bool_or(o.doctor_id = NEW.doctor_id AND o.during && NEW.during),
           bool_or(o.room_id = NEW.room_id AND citas.occupied(o.during, o.preparation_minutes, o.cleaning_minutes) && span)
      INTO doctor_taken, room_taken
      FROM citas.appointments o
     WHERE (o.doctor_id = NEW.doctor_id OR o.room_id = NEW.room_id)
       AND lower(o.during) > lower(span) - interval '14 hours' AND lower(o.during) < upper(span) + interval '2 hours'
       AND o.status NOT IN ('CANCELLED', 'NO_SHOW');
    IF NEW.room_shared THEN
        room_taken := citas.room_use(NEW.room_id, span, NULL, NULL) >= places;
    END IF;
    IF doctor_taken THEN
        RAISE EXCEPTION 'the doctor is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_no_overlap';
    ELSIF room_taken THEN
        RAISE EXCEPTION 'the room is taken'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_no_overlap';
    END IF;
    IF NEW.equipment_ids <> '{}' THEN
        PERFORM citas.take_equipment(NEW.equipment_ids, span, NULL);
    END IF;
    RETURN NEW;
END $$;

-- Of a room of several places and of equipment whoever holds one was counted already, by `take_place`.
CREATE OR REPLACE FUNCTION citas.respect_holds() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF EXISTS (SELECT FROM citas.holds h
                WHERE (h.doctor_id = NEW.doctor_id AND h.during && NEW.during
                       OR h.room_id = NEW.room_id AND NOT NEW.room_shared
                      AND citas.occupied(h.during, h.preparation_minutes, h.cleaning_minutes)
                          && citas.occupied(NEW.during, NEW.preparation_minutes, NEW.cleaning_minutes))
                  AND h.expires_at > clock_timestamp()) THEN
        RAISE EXCEPTION 'somebody holds that hour'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'holds_doctor_no_overlap';
    END IF;
    RETURN NEW;
END $$;
"""

AGAIN = """
DROP TRIGGER appointments_place_again ON citas.appointments;
CREATE TRIGGER appointments_place_again BEFORE UPDATE ON citas.appointments
    FOR EACH ROW WHEN (
        NEW.status NOT IN ('CANCELLED', 'NO_SHOW')
        AND (OLD.status IN ('CANCELLED', 'NO_SHOW')
             OR (NEW.doctor_id, NEW.room_id, NEW.patient_id, NEW.during, NEW.overbooked, NEW.overbook_room,
                 NEW.double_booked{more_new})
                IS DISTINCT FROM
                (OLD.doctor_id, OLD.room_id, OLD.patient_id, OLD.during, OLD.overbooked, OLD.overbook_room,
                 OLD.double_booked{more_old})))
    EXECUTE FUNCTION citas.take_place();
DROP TRIGGER appointments_place_held_again ON citas.appointments;
CREATE TRIGGER appointments_place_held_again BEFORE UPDATE ON citas.appointments
    FOR EACH ROW WHEN (
        NEW.status NOT IN ('CANCELLED', 'NO_SHOW')
        AND (OLD.status IN ('CANCELLED', 'NO_SHOW')
             OR (NEW.doctor_id, NEW.room_id, NEW.during{more_new})
                IS DISTINCT FROM (OLD.doctor_id, OLD.room_id, OLD.during{more_old})))
    EXECUTE FUNCTION citas.respect_holds();
"""
NEEDED = ", {0}.preparation_minutes, {0}.cleaning_minutes, {0}.equipment_ids"
CHANGES = """
CREATE TRIGGER {table}_change AFTER INSERT OR UPDATE OR DELETE ON citas.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION citas.note_all();
"""


def upgrade():
    run(TABLES + COUNTING + PLACE)
    run(AGAIN.format(more_new=NEEDED.format("NEW"), more_old=NEEDED.format("OLD")))
    for table in ("equipment", "treatment_rules"):
        run(CHANGES.format(table=table))


def downgrade():
    run(AGAIN.format(more_new="", more_old=""))
    place = function_of(made("0019_citas_overbooking_and_reopening"), "citas.take_place")
    for was, became in (
        ("'citas:patient:' || NEW.patient_id", "'citas:patient:' || citas.person(NEW.patient_id)"),
        ("o.patient_id = NEW.patient_id", "o.patient_id = ANY (citas.patient_ids(NEW.patient_id))"),
    ):
        place = place.replace(was, became)
    run(place + "ALTER FUNCTION citas.take_place() SET plan_cache_mode = force_generic_plan;")
    run(function_of(made("0089_citas_holds"), "citas.take_hold"))
    run(function_of(made("0089_citas_holds"), "citas.respect_holds"))
    # What shared a room keeps its place there, as overbooked visits do whose override names the room.
    run("""
        DELETE FROM citas.holds;
        DROP TABLE citas.treatment_rules, citas.equipment;
        DROP FUNCTION citas.take_equipment, citas.equipment_use, citas.room_use, citas.most_at_once;
        ALTER TABLE citas.holds
            DROP CONSTRAINT holds_room_no_overlap,
            ADD CONSTRAINT holds_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&),
            DROP COLUMN preparation_minutes, DROP COLUMN cleaning_minutes, DROP COLUMN equipment_ids,
            DROP COLUMN room_shared;
        ALTER TABLE citas.appointments DISABLE TRIGGER USER;
        UPDATE citas.appointments
           SET overbooked = true, overbook_room = true, overbook_reason = coalesce(overbook_reason, 'Consultorio compartido')
         WHERE room_shared AND status NOT IN ('CANCELLED', 'NO_SHOW');
        ALTER TABLE citas.appointments ENABLE TRIGGER USER;
        ALTER TABLE citas.appointments
            DROP CONSTRAINT appointments_room_no_overlap,
            ADD CONSTRAINT appointments_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbook_room),
            DROP COLUMN preparation_minutes, DROP COLUMN cleaning_minutes, DROP COLUMN equipment_ids,
            DROP COLUMN room_shared;
        ALTER TABLE citas.rooms DROP COLUMN kind, DROP COLUMN capacity;
        DROP FUNCTION citas.occupied;
        """)


def made(name):
    return Path(__file__).with_name(f"{name}.py")
