"""Freed hours, whom they were offered to, and why nobody else; how many are told at once, and for how long an offer stands."""

from migrations.sql import run

revision = "0085"
down_revision = "0084"

TABLES = """
ALTER TABLE citas.booking_rules
    ADD COLUMN waitlist_offers  integer NOT NULL DEFAULT 3
        CONSTRAINT booking_rules_waitlist_offers CHECK (waitlist_offers BETWEEN 1 AND 10),
    ADD COLUMN waitlist_minutes integer NOT NULL DEFAULT 30
        CONSTRAINT booking_rules_waitlist_minutes CHECK (waitlist_minutes BETWEEN 5 AND 1440);

-- An hour that somebody gave back before it came. One row for one hour of a doctor, however often it is freed.
CREATE TABLE citas.waitlist_gaps (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT waitlist_gaps_pkey PRIMARY KEY,
    appointment_id bigint      NOT NULL CONSTRAINT waitlist_gaps_appointment REFERENCES citas.appointments,
    doctor_id      bigint      NOT NULL,
    doctor_name    text        NOT NULL,
    room_id        bigint      CONSTRAINT waitlist_gaps_room REFERENCES citas.rooms,
    during         tstzrange   NOT NULL,
    cause          text        NOT NULL CONSTRAINT waitlist_gaps_cause CHECK (cause IN ('CANCELLED', 'RESCHEDULED', 'NO_SHOW')),
    freed_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT waitlist_gaps_one UNIQUE (doctor_id, during)
);
CREATE INDEX waitlist_gaps_to_come ON citas.waitlist_gaps (upper(during));
CREATE INDEX waitlist_gaps_by_appointment ON citas.waitlist_gaps (appointment_id, id);

CREATE TABLE citas.waitlist_offers (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT waitlist_offers_pkey PRIMARY KEY,
    gap_id         bigint      NOT NULL CONSTRAINT waitlist_offers_gap REFERENCES citas.waitlist_gaps,
    entry_id       bigint      NOT NULL CONSTRAINT waitlist_offers_entry REFERENCES citas.waitlist_entries,
    doctor_id      bigint      NOT NULL,
    doctor_name    text        NOT NULL,
    room_id        bigint      CONSTRAINT waitlist_offers_room REFERENCES citas.rooms,
    during         tstzrange   NOT NULL,
    -- At today's prices: whoever accepts by a link asks nobody for them.
    treatments     jsonb       NOT NULL,
    place          integer     NOT NULL,
    points         integer     NOT NULL,
    reason         text        NOT NULL,
    mailed         boolean     NOT NULL,
    state          text        NOT NULL DEFAULT 'OPEN',
    appointment_id bigint      CONSTRAINT waitlist_offers_appointment REFERENCES citas.appointments,
    offered_by_id  text        NOT NULL,
    offered_by_name text       NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL,
    seen_at        timestamptz,
    ended_at       timestamptz,
    CONSTRAINT waitlist_offers_state CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'LOST', 'WITHDRAWN', 'EXPIRED')),
    CONSTRAINT waitlist_offers_accepted CHECK ((state = 'ACCEPTED') = (appointment_id IS NOT NULL)),
    CONSTRAINT waitlist_offers_ended CHECK ((state = 'OPEN') = (ended_at IS NULL)),
    CONSTRAINT waitlist_offers_future CHECK (expires_at > created_at AND expires_at <= lower(during))
);
CREATE UNIQUE INDEX waitlist_offers_one_open ON citas.waitlist_offers (entry_id) WHERE state = 'OPEN';
CREATE INDEX waitlist_offers_by_gap ON citas.waitlist_offers (gap_id, id);
CREATE INDEX waitlist_offers_by_entry ON citas.waitlist_offers (entry_id, id);
CREATE INDEX waitlist_offers_open ON citas.waitlist_offers (doctor_id, id) WHERE state = 'OPEN';
CREATE INDEX waitlist_offers_accepted_at ON citas.waitlist_offers (ended_at, id) WHERE state = 'ACCEPTED';

-- Who was not offered an hour when others were, and why.
CREATE TABLE citas.waitlist_skips (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT waitlist_skips_pkey PRIMARY KEY,
    gap_id     bigint      NOT NULL CONSTRAINT waitlist_skips_gap REFERENCES citas.waitlist_gaps,
    entry_id   bigint      NOT NULL CONSTRAINT waitlist_skips_entry REFERENCES citas.waitlist_entries,
    fits       boolean     NOT NULL,
    place      integer,
    points     integer,
    reason     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT waitlist_skips_place CHECK (fits = (place IS NOT NULL) AND fits = (points IS NOT NULL))
);
CREATE INDEX waitlist_skips_by_entry ON citas.waitlist_skips (entry_id, id);
REVOKE UPDATE, DELETE ON citas.waitlist_skips FROM omni_citas;
"""

TRIGGERS = """
-- Whoever gives an hour back before it comes leaves a gap, by whatever way: cancelled, moved elsewhere, known not to come.
-- What was overbooked had no hour of its own; a visit pushed along a little leaves none either.
CREATE FUNCTION citas.keep_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    why text;
BEGIN
    IF OLD.status NOT IN ('PENDING', 'CONFIRMED', 'ARRIVED') OR OLD.overbooked OR lower(OLD.during) <= now() THEN
        RETURN NULL;
    ELSIF NEW.status IN ('CANCELLED', 'NO_SHOW') THEN
        why := NEW.status;
    ELSIF NEW.doctor_id <> OLD.doctor_id OR NOT NEW.during && OLD.during THEN
        why := 'RESCHEDULED';
    ELSE
        RETURN NULL;
    END IF;
    INSERT INTO citas.waitlist_gaps (appointment_id, doctor_id, doctor_name, room_id, during, cause)
         VALUES (OLD.id, OLD.doctor_id, OLD.doctor_name, OLD.room_id, OLD.during, why)
    ON CONFLICT (doctor_id, during) DO UPDATE
            SET appointment_id = excluded.appointment_id, room_id = excluded.room_id, cause = excluded.cause, freed_at = now();
    RETURN NULL;
END $$;
CREATE TRIGGER appointments_gap AFTER UPDATE OF status, during, doctor_id ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION citas.keep_gap();

-- Whoever takes an hour, by whatever way, ends what was offered of it to others, in the same transaction.
CREATE FUNCTION citas.end_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('CANCELLED', 'NO_SHOW') THEN
        UPDATE citas.waitlist_offers o SET state = 'LOST', ended_at = now()
          FROM (SELECT id FROM citas.waitlist_offers
                 WHERE state = 'OPEN' AND (doctor_id = NEW.doctor_id OR room_id = NEW.room_id) AND during && NEW.during
                 ORDER BY id
                   FOR UPDATE) AS lost
         WHERE o.id = lost.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER appointments_end_offers AFTER INSERT OR UPDATE OF status, during, doctor_id, room_id ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION citas.end_offers();

-- Who is offered an hour says so, and waits again once no offer stands.
CREATE FUNCTION citas.follow_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'OPEN' THEN
        UPDATE citas.waitlist_entries SET state = 'OFFERED' WHERE id = NEW.entry_id;
    ELSE
        UPDATE citas.waitlist_entries SET state = 'WAITING' WHERE id = NEW.entry_id AND state = 'OFFERED';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER waitlist_offers_follow AFTER INSERT OR UPDATE OF state ON citas.waitlist_offers
    FOR EACH ROW EXECUTE FUNCTION citas.follow_offer();
GRANT SELECT, UPDATE (state, ended_at) ON citas.waitlist_offers TO omni_housekeeper;
"""

# What every service clears; offers whose time is over; and whose last day has passed.
HOUSEKEEPING = """
CREATE OR REPLACE FUNCTION citas.housekeeping() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = citas, pg_temp AS $$
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours';
    DELETE FROM outbox o
     WHERE occurred_at < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
    DELETE FROM inbox WHERE received_at < now() - interval '60 days';
%s    UPDATE waitlist_entries SET state = 'EXPIRED'
     WHERE state IN ('WAITING', 'OFFERED') AND last_day < current_date - 1;
$$;
"""


def upgrade():
    run(TABLES)
    run(TRIGGERS)
    run(HOUSEKEEPING % """
    UPDATE waitlist_offers SET state = 'EXPIRED', ended_at = expires_at WHERE state = 'OPEN' AND expires_at <= now();
""")


def downgrade():
    run(HOUSEKEEPING % "")
    run("""
        DROP TRIGGER appointments_gap ON citas.appointments;
        DROP TRIGGER appointments_end_offers ON citas.appointments;
        DROP TABLE citas.waitlist_skips, citas.waitlist_offers, citas.waitlist_gaps;
        DROP FUNCTION citas.keep_gap, citas.end_offers, citas.follow_offer;
        UPDATE citas.waitlist_entries SET state = 'WAITING' WHERE state = 'OFFERED';
        ALTER TABLE citas.booking_rules DROP COLUMN waitlist_offers, DROP COLUMN waitlist_minutes;
        """)
