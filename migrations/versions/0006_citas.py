"""The tables of citas: appointments with what is done in them, rooms, and when each doctor attends."""

from migrations.sql import run

revision = "0006"
down_revision = "0005"


def upgrade():
    run("""
        CREATE TABLE citas.rooms (
            id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT rooms_pkey PRIMARY KEY,
            name       text        NOT NULL,
            active     boolean     NOT NULL DEFAULT true,
            version    integer     NOT NULL DEFAULT 1,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT rooms_name_length CHECK (length(name) BETWEEN 1 AND 80)
        );
        CREATE UNIQUE INDEX rooms_name_unique ON citas.rooms (public.plain(name));
        CREATE INDEX rooms_by_name ON citas.rooms (name, id);
        CREATE TRIGGER rooms_version BEFORE UPDATE ON citas.rooms
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();

        CREATE TABLE citas.appointments (
            id                      bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT appointments_pkey PRIMARY KEY,
            patient_id              bigint      NOT NULL,
            patient_name            text        NOT NULL,
            patient_document_type   text,
            patient_document_number text,
            patient_phone           text,
            patient_email           text,
            patient_address         text,
            patient_search          text        GENERATED ALWAYS AS (
                public.plain(patient_name || ' ' || coalesce(patient_document_number, ''))) STORED,
            doctor_id               bigint      NOT NULL,
            doctor_name             text        NOT NULL,
            room_id                 bigint      CONSTRAINT appointments_room REFERENCES citas.rooms,
            during                  tstzrange   NOT NULL,
            status                  text        NOT NULL DEFAULT 'PENDING',
            reason                  text,
            overbooked              boolean     NOT NULL DEFAULT false,
            overbook_reason         text,
            cancel_reason           text,
            version                 integer     NOT NULL DEFAULT 1,
            created_at              timestamptz NOT NULL DEFAULT now(),
            updated_at              timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT appointments_status CHECK (status IN (
                'PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
            -- Lists rely on the longest duration: what overlaps a moment began at most 12 hours before it.
            CONSTRAINT appointments_duration CHECK (
                lower_inc(during) AND NOT upper_inc(during)
                AND coalesce(upper(during) - lower(during) BETWEEN interval '5 minutes' AND interval '12 hours', false)),
            CONSTRAINT appointments_whole_minutes CHECK (
                date_trunc('minute', lower(during)) = lower(during)
                AND date_trunc('minute', upper(during)) = upper(during)),
            CONSTRAINT appointments_overbook_reason CHECK (overbooked = (overbook_reason IS NOT NULL)),
            CONSTRAINT appointments_cancel_reason CHECK (status <> 'CANCELLED' OR cancel_reason IS NOT NULL),
            -- Half-open ranges: back to back is no overlap.
            CONSTRAINT appointments_doctor_no_overlap EXCLUDE USING gist (doctor_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbooked),
            CONSTRAINT appointments_room_no_overlap EXCLUDE USING gist (room_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbooked),
            CONSTRAINT appointments_patient_no_overlap EXCLUDE USING gist (patient_id WITH =, during WITH &&)
                WHERE (status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT overbooked)
        );
        CREATE INDEX appointments_by_start ON citas.appointments (lower(during), id);
        CREATE INDEX appointments_by_doctor ON citas.appointments (doctor_id, lower(during), id);
        CREATE INDEX appointments_by_patient ON citas.appointments (patient_id, lower(during), id);
        CREATE INDEX appointments_by_room ON citas.appointments (room_id, lower(during), id);
        CREATE INDEX appointments_by_status ON citas.appointments (status, lower(during), id);
        CREATE INDEX appointments_search ON citas.appointments USING gin (patient_search gin_trgm_ops);
        -- What was completed is in the stock and in an invoice by now; what was cancelled is booked anew.
        CREATE TRIGGER appointments_final BEFORE UPDATE ON citas.appointments
            FOR EACH ROW WHEN (OLD.status IN ('COMPLETED', 'CANCELLED'))
            EXECUTE FUNCTION public.refuse_change('appointments_final');
        CREATE TRIGGER appointments_version BEFORE UPDATE ON citas.appointments
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();

        CREATE TABLE citas.appointment_treatments (
            appointment_id   bigint         NOT NULL
                CONSTRAINT appointment_treatments_appointment REFERENCES citas.appointments,
            position         integer        NOT NULL,
            treatment_id     bigint         NOT NULL,
            code             text           NOT NULL,
            name             text           NOT NULL,
            quantity         numeric(14, 3) NOT NULL,
            unit_price       numeric(12, 2) NOT NULL,
            duration_minutes integer        NOT NULL,
            iva_code         text           NOT NULL,
            CONSTRAINT appointment_treatments_pkey PRIMARY KEY (appointment_id, position),
            CONSTRAINT appointment_treatments_quantity CHECK (quantity > 0),
            CONSTRAINT appointment_treatments_price CHECK (unit_price >= 0)
        );

        CREATE TABLE citas.appointment_extras (
            appointment_id bigint         NOT NULL
                CONSTRAINT appointment_extras_appointment REFERENCES citas.appointments,
            position       integer        NOT NULL,
            product_id     bigint         NOT NULL,
            code           text           NOT NULL,
            name           text           NOT NULL,
            quantity       numeric(14, 3) NOT NULL,
            unit_price     numeric(12, 2) NOT NULL,
            iva_code       text           NOT NULL,
            CONSTRAINT appointment_extras_pkey PRIMARY KEY (appointment_id, position),
            CONSTRAINT appointment_extras_quantity CHECK (quantity > 0),
            CONSTRAINT appointment_extras_price CHECK (unit_price >= 0)
        );

        CREATE FUNCTION citas.refuse_lines_of_final() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM citas.appointments
                        WHERE id IN (OLD.appointment_id, NEW.appointment_id)
                          AND status IN ('COMPLETED', 'CANCELLED')) THEN
                RAISE EXCEPTION 'the lines of a final appointment cannot be changed'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'appointments_final';
            END IF;
            RETURN coalesce(NEW, OLD);
        END $$;
        CREATE TRIGGER appointment_treatments_final BEFORE INSERT OR UPDATE OR DELETE ON citas.appointment_treatments
            FOR EACH ROW EXECUTE FUNCTION citas.refuse_lines_of_final();
        CREATE TRIGGER appointment_extras_final BEFORE INSERT OR UPDATE OR DELETE ON citas.appointment_extras
            FOR EACH ROW EXECUTE FUNCTION citas.refuse_lines_of_final();
        -- Lines are replaced as a whole, never edited one by one.
        REVOKE UPDATE ON citas.appointment_treatments, citas.appointment_extras FROM omni_citas;
        GRANT DELETE ON citas.appointment_treatments, citas.appointment_extras TO omni_citas;

        -- The week of a doctor as a whole: what is edited, and so what has a version.
        CREATE TABLE citas.doctor_schedules (
            doctor_id  bigint      NOT NULL CONSTRAINT doctor_schedules_pkey PRIMARY KEY,
            version    integer     NOT NULL DEFAULT 1,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TRIGGER doctor_schedules_version BEFORE UPDATE ON citas.doctor_schedules
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();

        CREATE TABLE citas.working_hours (
            doctor_id  bigint   NOT NULL CONSTRAINT working_hours_schedule REFERENCES citas.doctor_schedules,
            weekday    smallint NOT NULL,
            start_time time     NOT NULL,
            end_time   time     NOT NULL,
            CONSTRAINT working_hours_pkey PRIMARY KEY (doctor_id, weekday, start_time),
            CONSTRAINT working_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
            CONSTRAINT working_hours_order CHECK (start_time < end_time),
            CONSTRAINT working_hours_no_overlap EXCLUDE USING gist (
                doctor_id WITH =, weekday WITH =,
                numrange(extract(epoch FROM start_time), extract(epoch FROM end_time)) WITH &&)
        );
        REVOKE UPDATE ON citas.working_hours FROM omni_citas;
        GRANT DELETE ON citas.working_hours TO omni_citas;

        CREATE TABLE citas.time_off (
            id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT time_off_pkey PRIMARY KEY,
            doctor_id    bigint      NOT NULL,
            during       tstzrange   NOT NULL,
            reason       text        NOT NULL,
            cancelled_at timestamptz,
            version      integer     NOT NULL DEFAULT 1,
            created_at   timestamptz NOT NULL DEFAULT now(),
            updated_at   timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT time_off_duration CHECK (
                lower_inc(during) AND NOT upper_inc(during)
                AND coalesce(upper(during) - lower(during) <= interval '366 days', false))
        );
        CREATE INDEX time_off_by_doctor ON citas.time_off (doctor_id, lower(during), id);
        CREATE INDEX time_off_in_force ON citas.time_off USING gist (doctor_id, during) WHERE cancelled_at IS NULL;
        CREATE TRIGGER time_off_version BEFORE UPDATE ON citas.time_off
            FOR EACH ROW EXECUTE FUNCTION public.bump_version();
        """)


def downgrade():
    run("""
        DROP TABLE citas.time_off, citas.working_hours, citas.doctor_schedules,
                   citas.appointment_extras, citas.appointment_treatments, citas.appointments, citas.rooms;
        DROP FUNCTION citas.refuse_lines_of_final;
        """)
