"""Self-booking: the page that a clinic may publish, its rules, and who booked or asked for an hour on it."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0099"
down_revision = "0098"

TABLES = """
-- One row. Off until somebody publishes the page. `secret` signs what visitors bring back: no process need share another.
CREATE TABLE citas.self_booking_settings (
    one             boolean     NOT NULL DEFAULT true CONSTRAINT self_booking_settings_pkey PRIMARY KEY
                                CONSTRAINT self_booking_settings_one CHECK (one),
    enabled         boolean     NOT NULL DEFAULT false,
    mode            text        NOT NULL DEFAULT 'REQUEST'
                                CONSTRAINT self_booking_settings_mode CHECK (mode IN ('BOOK', 'REQUEST')),
    treatment_ids   bigint[]    NOT NULL DEFAULT '{}',
    doctor_ids      bigint[]    NOT NULL DEFAULT '{}',
    new_patients    boolean     NOT NULL DEFAULT true,
    notice_minutes  integer     NOT NULL DEFAULT 120,
    horizon_days    integer     NOT NULL DEFAULT 30,
    per_person      integer     NOT NULL DEFAULT 2,
    cancel_minutes  integer     NOT NULL DEFAULT 240,
    hold_minutes    integer     NOT NULL DEFAULT 10,
    request_hours   integer     NOT NULL DEFAULT 24,
    phone           text,
    note            text,
    secret          text        NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    version         integer     NOT NULL DEFAULT 1,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT self_booking_settings_treatments CHECK (cardinality(treatment_ids) <= 30 AND (cardinality(treatment_ids) > 0 OR NOT enabled)),
    CONSTRAINT self_booking_settings_doctors CHECK (cardinality(doctor_ids) <= 50),
    CONSTRAINT self_booking_settings_notice CHECK (notice_minutes BETWEEN 0 AND 20160),
    CONSTRAINT self_booking_settings_horizon CHECK (horizon_days BETWEEN 1 AND 90),
    CONSTRAINT self_booking_settings_per_person CHECK (per_person BETWEEN 1 AND 10),
    CONSTRAINT self_booking_settings_cancel CHECK (cancel_minutes BETWEEN 0 AND 20160),
    CONSTRAINT self_booking_settings_hold CHECK (hold_minutes BETWEEN 3 AND 30),
    CONSTRAINT self_booking_settings_request CHECK (request_hours BETWEEN 1 AND 72),
    CONSTRAINT self_booking_settings_note CHECK (length(note) <= 300)
);
INSERT INTO citas.self_booking_settings DEFAULT VALUES;
REVOKE INSERT ON citas.self_booking_settings FROM omni_citas;
CREATE TRIGGER self_booking_settings_version BEFORE UPDATE ON citas.self_booking_settings
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- Who chose an hour on the page. HELD: while they type; CODE: until they confirm their mail; then booked, or asked for.
CREATE TABLE citas.self_bookings (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT self_bookings_pkey PRIMARY KEY,
    challenge       text        NOT NULL CONSTRAINT self_bookings_challenge UNIQUE,
    state           text        NOT NULL DEFAULT 'HELD'
                                CONSTRAINT self_bookings_state CHECK (
                                    state IN ('HELD', 'CODE', 'REQUESTED', 'BOOKED', 'REJECTED', 'CANCELLED')),
    treatment       jsonb       NOT NULL,
    doctor_id       bigint      NOT NULL,
    doctor_name     text        NOT NULL,
    during          tstzrange   NOT NULL,
    first_name      text,
    last_name       text,
    document_type   text        CONSTRAINT self_bookings_document CHECK (document_type IN ('CEDULA', 'PASSPORT')),
    document_number text,
    phone           text,
    email           text,
    codes_sent      integer     NOT NULL DEFAULT 0 CONSTRAINT self_bookings_codes CHECK (codes_sent BETWEEN 0 AND 5),
    code_tries      integer     NOT NULL DEFAULT 0 CONSTRAINT self_bookings_tries CHECK (code_tries BETWEEN 0 AND 5),
    consented_at    timestamptz,
    confirmed_at    timestamptz,
    -- Why somebody of the clinic looks at it before it is booked.
    doubt           text        CONSTRAINT self_bookings_doubt CHECK (doubt IN ('MODE', 'UNKNOWN', 'BUSY', 'MANY')),
    reject_reason   text        CONSTRAINT self_bookings_reject_reason CHECK (length(reject_reason) BETWEEN 3 AND 500),
    decided_by_name text,
    appointment_id  bigint      CONSTRAINT self_bookings_appointment REFERENCES citas.appointments,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT self_bookings_person CHECK (
        state = 'HELD' OR num_nulls(first_name, last_name, document_type, document_number, phone, email, consented_at) = 0),
    CONSTRAINT self_bookings_confirmed CHECK ((state IN ('HELD', 'CODE')) = (confirmed_at IS NULL)),
    CONSTRAINT self_bookings_booked CHECK (state <> 'BOOKED' OR appointment_id IS NOT NULL),
    CONSTRAINT self_bookings_doubted CHECK (state <> 'REQUESTED' OR doubt IS NOT NULL),
    CONSTRAINT self_bookings_rejected CHECK ((state = 'REJECTED') = (reject_reason IS NOT NULL))
);
CREATE UNIQUE INDEX self_bookings_of_appointment ON citas.self_bookings (appointment_id);
CREATE INDEX self_bookings_requested ON citas.self_bookings (confirmed_at, id) WHERE state = 'REQUESTED';
CREATE INDEX self_bookings_unconfirmed ON citas.self_bookings (created_at) WHERE state IN ('HELD', 'CODE');
CREATE INDEX self_bookings_by_email ON citas.self_bookings (email, id);
CREATE INDEX self_bookings_by_document ON citas.self_bookings (document_number, id);
CREATE TRIGGER self_bookings_version BEFORE UPDATE ON citas.self_bookings
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
-- Who never confirmed is nobody: what they typed is removed by the next who comes.
GRANT DELETE ON citas.self_bookings TO omni_citas;

-- What was asked for online is kept until somebody of the clinic says yes or no.
ALTER TABLE citas.holds
    DROP CONSTRAINT holds_short,
    ADD CONSTRAINT holds_short CHECK (
        expires_at > created_at
        AND expires_at <= created_at + CASE kind WHEN 'ONLINE' THEN interval '4 days' ELSE interval '1 hour' END);
"""


def upgrade():
    run(TABLES)
    grant(beside="schedules:write", administrator=("self-bookings:write", "self-bookings:approve"))
    grant(beside="appointments:write", reception=("self-bookings:approve",))


def downgrade():
    withdraw("self-bookings:write", "self-bookings:approve")
    run("""
        DROP TABLE citas.self_bookings, citas.self_booking_settings;
        DELETE FROM citas.holds WHERE expires_at > created_at + interval '1 hour';
        ALTER TABLE citas.holds
            DROP CONSTRAINT holds_short,
            ADD CONSTRAINT holds_short CHECK (expires_at > created_at AND expires_at <= created_at + interval '1 hour');
        """)
