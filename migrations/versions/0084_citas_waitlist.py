"""Waiting list: who would come earlier, for what, with whom and when."""

from migrations.sql import run

revision = "0084"
down_revision = "0083"

ENTRIES = """
CREATE TABLE citas.waitlist_entries (
    id                      bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT waitlist_entries_pkey PRIMARY KEY,
    patient_id              bigint      NOT NULL,
    patient_name            text        NOT NULL,
    patient_document_type   text,
    patient_document_number text,
    patient_phone           text,
    patient_email           text,
    patient_address         text,
    patient_search          text        GENERATED ALWAYS AS (
        public.plain(patient_name || ' ' || coalesce(patient_document_number, ''))) STORED,
    doctor_id               bigint,
    doctor_name             text,
    -- As they were priced when they were asked for; whoever is offered an hour is told today's prices.
    treatments              jsonb       NOT NULL,
    treatment_ids           bigint[]    NOT NULL,
    minutes                 integer     NOT NULL,
    -- [{weekday, start_time, end_time}] on the clinic's clock; none: any hour.
    windows                 jsonb       NOT NULL DEFAULT '[]',
    first_day               date        NOT NULL,
    last_day                date,
    notice_minutes          integer     NOT NULL,
    -- The appointment that would be given up: it moves, and no second one is booked.
    gives_up_id             bigint      CONSTRAINT waitlist_entries_gives_up REFERENCES citas.appointments,
    note                    text,
    priority                boolean     NOT NULL DEFAULT false,
    priority_reason         text,
    state                   text        NOT NULL DEFAULT 'WAITING',
    withdraw_reason         text,
    appointment_id          bigint      CONSTRAINT waitlist_entries_appointment REFERENCES citas.appointments,
    entered_by_id           text        NOT NULL,
    entered_by_name         text        NOT NULL,
    version                 integer     NOT NULL DEFAULT 1,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT waitlist_entries_state CHECK (state IN ('WAITING', 'OFFERED', 'BOOKED', 'WITHDRAWN', 'EXPIRED')),
    CONSTRAINT waitlist_entries_booked CHECK ((state = 'BOOKED') = (appointment_id IS NOT NULL)),
    CONSTRAINT waitlist_entries_withdrawn CHECK ((state = 'WITHDRAWN') = (withdraw_reason IS NOT NULL)),
    CONSTRAINT waitlist_entries_doctor CHECK ((doctor_id IS NULL) = (doctor_name IS NULL)),
    CONSTRAINT waitlist_entries_treatments CHECK (cardinality(treatment_ids) BETWEEN 1 AND 20),
    CONSTRAINT waitlist_entries_minutes CHECK (minutes BETWEEN 5 AND 720),
    CONSTRAINT waitlist_entries_days CHECK (coalesce(last_day >= first_day, true)),
    CONSTRAINT waitlist_entries_notice CHECK (notice_minutes BETWEEN 0 AND 20160),
    CONSTRAINT waitlist_entries_priority CHECK (priority = (priority_reason IS NOT NULL)),
    CONSTRAINT waitlist_entries_note CHECK (length(note) <= 500)
);
CREATE INDEX waitlist_entries_by_state ON citas.waitlist_entries (state, created_at, id);
CREATE INDEX waitlist_entries_by_patient ON citas.waitlist_entries (patient_id, id);
CREATE INDEX waitlist_entries_open ON citas.waitlist_entries (created_at, id) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX waitlist_entries_search ON citas.waitlist_entries USING gin (patient_search gin_trgm_ops);
CREATE TRIGGER waitlist_entries_version BEFORE UPDATE ON citas.waitlist_entries
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
-- Whoever was booked, withdrew or waited in vain waits again as somebody new.
CREATE TRIGGER waitlist_entries_final BEFORE UPDATE ON citas.waitlist_entries
    FOR EACH ROW WHEN (OLD.state IN ('BOOKED', 'WITHDRAWN', 'EXPIRED'))
    EXECUTE FUNCTION public.refuse_change('waitlist_entries_final');

-- A person waits once for a treatment, whichever of their numbers is written down. One at a time for each person.
CREATE FUNCTION citas.wait_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('citas:waitlist:' || citas.person(NEW.patient_id), 0));
    IF EXISTS (SELECT FROM citas.waitlist_entries w
                WHERE w.patient_id = ANY (citas.patient_ids(NEW.patient_id)) AND w.id <> NEW.id
                  AND w.state IN ('WAITING', 'OFFERED') AND w.treatment_ids && NEW.treatment_ids) THEN
        RAISE EXCEPTION 'the patient waits for that already'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'waitlist_entries_one', SCHEMA = 'citas';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER waitlist_entries_one BEFORE INSERT OR UPDATE OF treatment_ids ON citas.waitlist_entries
    FOR EACH ROW EXECUTE FUNCTION citas.wait_once();
GRANT SELECT, UPDATE (state) ON citas.waitlist_entries TO omni_housekeeper;
"""

# What every service clears, and whose last day has passed.
HOUSEKEEPING = """
CREATE OR REPLACE FUNCTION citas.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = citas, pg_temp AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
%s$$;
"""
# Late by up to a day, so that it is over in every zone: until then the list reads it as over by the clinic's calendar.
EXPIRE = """\
    UPDATE waitlist_entries SET state = 'EXPIRED'
     WHERE state IN ('WAITING', 'OFFERED') AND last_day < current_date - 1;
"""


def upgrade():
    run(ENTRIES)
    run(HOUSEKEEPING % EXPIRE)


def downgrade():
    run(HOUSEKEEPING % "")
    run("""
        DROP TABLE citas.waitlist_entries;
        DROP FUNCTION citas.wait_once;
        """)
