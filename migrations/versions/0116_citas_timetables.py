"""Timetables: a doctor's weekly hours are valid from a day on, so that new ones can be entered before they begin."""

from migrations.sql import run

revision = "0116"
down_revision = "0115"


def upgrade():
    run("""
        -- Valid until the doctor's next one begins. The first is valid since ever.
        CREATE TABLE citas.timetables (
            doctor_id  bigint      NOT NULL CONSTRAINT timetables_schedule REFERENCES citas.doctor_schedules,
            valid_from date        NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT timetables_pkey PRIMARY KEY (doctor_id, valid_from)
        );
        INSERT INTO citas.timetables (doctor_id, valid_from, created_at, updated_at)
             SELECT doctor_id, '-infinity', created_at, updated_at FROM citas.doctor_schedules;
        -- One that has not begun is taken back.
        GRANT DELETE ON citas.timetables TO omni_citas;

        ALTER TABLE citas.working_hours ADD COLUMN valid_from date NOT NULL DEFAULT '-infinity';
        ALTER TABLE citas.working_hours
            ALTER COLUMN valid_from DROP DEFAULT,
            DROP CONSTRAINT working_hours_schedule,
            ADD CONSTRAINT working_hours_timetable FOREIGN KEY (doctor_id, valid_from) REFERENCES citas.timetables,
            DROP CONSTRAINT working_hours_pkey,
            ADD CONSTRAINT working_hours_pkey PRIMARY KEY (doctor_id, valid_from, weekday, start_time),
            DROP CONSTRAINT working_hours_no_overlap,
            -- The day as a range of one: an index of plain days subtracts them where a page of it splits, and fails on «-infinity».
            ADD CONSTRAINT working_hours_no_overlap EXCLUDE USING gist (
                doctor_id WITH =, daterange(valid_from, valid_from, '[]') WITH &&, weekday WITH =,
                numrange(extract(epoch FROM start_time), extract(epoch FROM end_time)) WITH &&);
        """)


def downgrade():
    # What is in force stays.
    run("""
        DELETE FROM citas.working_hours w
         WHERE valid_from IS DISTINCT FROM (SELECT max(t.valid_from) FROM citas.timetables t
                                             WHERE t.doctor_id = w.doctor_id AND t.valid_from <= current_date);
        ALTER TABLE citas.working_hours
            DROP CONSTRAINT working_hours_timetable,
            DROP CONSTRAINT working_hours_pkey,
            DROP CONSTRAINT working_hours_no_overlap,
            DROP COLUMN valid_from,
            ADD CONSTRAINT working_hours_schedule FOREIGN KEY (doctor_id) REFERENCES citas.doctor_schedules,
            ADD CONSTRAINT working_hours_pkey PRIMARY KEY (doctor_id, weekday, start_time),
            ADD CONSTRAINT working_hours_no_overlap EXCLUDE USING gist (
                doctor_id WITH =, weekday WITH =,
                numrange(extract(epoch FROM start_time), extract(epoch FROM end_time)) WITH &&);
        DROP TABLE citas.timetables;
        """)
