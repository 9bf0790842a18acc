"""What happened to each visit, step by step: who booked, moved, received or cancelled it, when and from where."""

from migrations.sql import run

revision = "0097"
down_revision = "0096"


def upgrade():
    run("""
        ALTER TABLE citas.booking_rules
            ADD COLUMN deposit_misses integer NOT NULL DEFAULT 0
                CONSTRAINT booking_rules_deposit_misses CHECK (deposit_misses BETWEEN 0 AND 10),
            ADD COLUMN late_minutes integer NOT NULL DEFAULT 10
                CONSTRAINT booking_rules_late_minutes CHECK (late_minutes BETWEEN 1 AND 120);

        CREATE TABLE citas.appointment_changes (
            id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT appointment_changes_pkey PRIMARY KEY,
            appointment_id bigint      NOT NULL CONSTRAINT appointment_changes_appointment REFERENCES citas.appointments,
            what           text        NOT NULL,
            -- As the visit was after it; what it was before is in the change before.
            status         text        NOT NULL,
            during         tstzrange   NOT NULL,
            doctor_name    text        NOT NULL,
            room_name      text,
            by_id          text,
            by_name        text,
            ip             text,
            changed_at     timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX appointment_changes_of_visit ON citas.appointment_changes (appointment_id, id);
        REVOKE UPDATE, DELETE ON citas.appointment_changes FROM omni_citas;
        INSERT INTO citas.appointment_changes (appointment_id, what, status, during, doctor_name, room_name, changed_at)
             SELECT a.id, 'known', a.status, a.during, a.doctor_name, r.name, a.updated_at
               FROM citas.appointments a LEFT JOIN citas.rooms r ON r.id = a.room_id
              WHERE lower(a.during) > now() - interval '1 day';
        """)


def downgrade():
    run("""
        DROP TABLE citas.appointment_changes;
        ALTER TABLE citas.booking_rules DROP COLUMN deposit_misses, DROP COLUMN late_minutes;
        """)
