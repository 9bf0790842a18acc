"""Reminders: the clinic's rules of what is sent when, and a row for each message of a visit, kept in step by triggers."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0090"
down_revision = "0089"

TABLES = """
-- How often a visit was moved, cancelled or taken up again: SEQUENCE of its .ics, and which of its messages are outdated.
ALTER TABLE citas.appointments ADD COLUMN sequence integer NOT NULL DEFAULT 0;

CREATE TABLE citas.reminder_settings (
    only_row        boolean     NOT NULL DEFAULT true CONSTRAINT reminder_settings_pkey PRIMARY KEY
                                CONSTRAINT reminder_settings_only_row CHECK (only_row),
    quiet_from      time        NOT NULL DEFAULT '21:00',
    quiet_to        time        NOT NULL DEFAULT '07:00',
    -- As the services were told: quiet hours are the clinic's, and links lead to where people open it.
    zone            text        NOT NULL DEFAULT 'America/Guayaquil',
    base            text,
    version         integer     NOT NULL DEFAULT 1,
    updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER reminder_settings_version BEFORE UPDATE ON citas.reminder_settings
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
INSERT INTO citas.reminder_settings DEFAULT VALUES;

CREATE TABLE citas.reminder_rules (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT reminder_rules_pkey PRIMARY KEY,
    name            text        NOT NULL,
    moment          text        NOT NULL,
    -- Only before a visit: how long before.
    minutes_before  integer,
    channel         text        NOT NULL,
    -- [{id, name}] of the treatments that it is for; none: every visit.
    treatments      jsonb       NOT NULL DEFAULT '[]',
    treatment_ids   bigint[]    NOT NULL DEFAULT '{}',
    subject         text        NOT NULL,
    body            text        NOT NULL,
    active          boolean     NOT NULL DEFAULT true,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reminder_rules_moment CHECK (moment IN ('BEFORE', 'BOOKED', 'MOVED', 'CANCELLED')),
    CONSTRAINT reminder_rules_minutes CHECK ((moment = 'BEFORE') = (minutes_before IS NOT NULL)
                                             AND minutes_before BETWEEN 30 AND 43200),
    CONSTRAINT reminder_rules_channel CHECK (channel IN ('MAIL', 'WHATSAPP')),
    CONSTRAINT reminder_rules_texts CHECK (length(name) BETWEEN 1 AND 80 AND length(subject) BETWEEN 1 AND 150
                                           AND length(body) BETWEEN 1 AND 2000),
    CONSTRAINT reminder_rules_treatments CHECK (cardinality(treatment_ids) <= CASE moment WHEN 'BEFORE' THEN 50 ELSE 0 END)
);
CREATE TRIGGER reminder_rules_version BEFORE UPDATE ON citas.reminder_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE INDEX reminder_rules_active ON citas.reminder_rules (id) WHERE active;

-- What the patients said in their files of being written to: told by historia_clinica.
CREATE TABLE citas.message_choices (
    patient_id bigint      NOT NULL CONSTRAINT message_choices_pkey PRIMARY KEY,
    wanted     boolean     NOT NULL,
    said_at    timestamptz NOT NULL
);
INSERT INTO citas.message_choices (patient_id, wanted, said_at)
     SELECT DISTINCT ON (patient_id) patient_id, given, created_at
       FROM historia_clinica.patient_consents
      WHERE purpose = 'MESSAGES'
      ORDER BY patient_id, id DESC;

CREATE TABLE citas.reminders (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT reminders_pkey PRIMARY KEY,
    appointment_id  bigint      NOT NULL CONSTRAINT reminders_appointment REFERENCES citas.appointments,
    rule_id         bigint      NOT NULL CONSTRAINT reminders_rule REFERENCES citas.reminder_rules,
    sequence        integer     NOT NULL,
    moment          text        NOT NULL,
    channel         text        NOT NULL,
    -- The hour that it is about.
    visit_at        timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    state           text        NOT NULL DEFAULT 'PENDING',
    -- Why it goes by hand, was skipped or failed; to whom it went.
    reason          text,
    sent_to         text,
    sent_at         timestamptz,
    sent_by_id      text,
    sent_by_name    text,
    -- A link to answer it was given to a person: from then on the message may be out.
    linked_at       timestamptz,
    seen_at         timestamptz,
    answer          text,
    answer_note     text,
    answered_at     timestamptz,
    handled_at      timestamptz,
    handled_by_name text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- Never twice: one message of a rule for one hour of a visit.
    CONSTRAINT reminders_once UNIQUE (appointment_id, rule_id, sequence),
    CONSTRAINT reminders_moment CHECK (moment IN ('BEFORE', 'BOOKED', 'MOVED', 'CANCELLED')),
    CONSTRAINT reminders_channel CHECK (channel IN ('MAIL', 'WHATSAPP')),
    CONSTRAINT reminders_state CHECK (state IN ('PENDING', 'QUEUED', 'SENT', 'SKIPPED', 'FAILED')),
    CONSTRAINT reminders_sent CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
    -- Never after the visit.
    CONSTRAINT reminders_before_visit CHECK (moment <> 'BEFORE' OR due_at < visit_at AND coalesce(sent_at < visit_at, true)),
    CONSTRAINT reminders_answer CHECK (answer IN ('CONFIRM', 'CANCEL', 'MOVE') AND answered_at IS NOT NULL OR answer IS NULL),
    CONSTRAINT reminders_note CHECK (length(answer_note) <= 300)
);
CREATE INDEX reminders_due ON citas.reminders (channel, due_at, id) WHERE state = 'PENDING';
CREATE INDEX reminders_asked ON citas.reminders (answered_at, id) WHERE answer = 'MOVE' AND handled_at IS NULL;
CREATE INDEX reminders_of_rule ON citas.reminders (rule_id) WHERE state IN ('PENDING', 'QUEUED');
-- What no longer holds of a message that nobody got is taken away; what was sent stays.
GRANT DELETE ON citas.reminders TO omni_citas;
CREATE FUNCTION citas.keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('SENT', 'SKIPPED', 'FAILED') THEN
        RAISE EXCEPTION 'what was sent stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reminders_kept', SCHEMA = 'citas';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER reminders_kept BEFORE DELETE ON citas.reminders FOR EACH ROW EXECUTE FUNCTION citas.keep_sent();
-- Only a person who noted a message by mistake as sent takes that back.
CREATE TRIGGER reminders_sent_once BEFORE UPDATE OF state ON citas.reminders
    FOR EACH ROW WHEN (OLD.state = 'SENT' AND (OLD.sent_by_id IS NULL OR NEW.state <> 'PENDING')) EXECUTE FUNCTION public.refuse_change('reminders_sent_once');
"""

PLANNING = """
CREATE FUNCTION citas.count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.during <> OLD.during OR NEW.doctor_id <> OLD.doctor_id OR NEW.room_id IS DISTINCT FROM OLD.room_id
       OR (NEW.status IN ('CANCELLED', 'NO_SHOW')) <> (OLD.status IN ('CANCELLED', 'NO_SHOW')) THEN
        NEW.sequence := OLD.sequence + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointments_sequence BEFORE UPDATE OF status, during, doctor_id, room_id ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION citas.count_moves();

-- The moment itself; of one in quiet hours their end or, where that leaves less than an hour before `latest`, five minutes
-- before their beginning. Both are on the clinic's clock.
CREATE FUNCTION citas.outside_quiet(wanted timestamptz, latest timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
    rules citas.reminder_settings;
    local timestamp;
    begins timestamp;
    ends timestamp;
BEGIN
    SELECT * INTO rules FROM citas.reminder_settings;
    local := wanted AT TIME ZONE rules.zone;
    begins := local::date + rules.quiet_from;
    ends := local::date + rules.quiet_to;
    IF rules.quiet_from > rules.quiet_to THEN
        IF local::time >= rules.quiet_from THEN
            ends := ends + interval '1 day';
        ELSE
            begins := begins - interval '1 day';
        END IF;
    END IF;
    IF local < begins OR local >= ends THEN
        RETURN wanted;
    ELSIF ends AT TIME ZONE rules.zone <= latest - interval '1 hour' THEN
        RETURN ends AT TIME ZONE rules.zone;
    END IF;
    RETURN (begins - interval '5 minutes') AT TIME ZONE rules.zone;
END $$;

-- What is to be sent before each visit to come that stands. A rule for a visit's treatment takes the place of one for
-- every visit at the same time before it.
CREATE VIEW citas.wanted_reminders AS
SELECT a.id AS appointment_id, r.id AS rule_id, a.sequence, r.channel, lower(a.during) AS visit_at, r.minutes_before
  FROM citas.appointments a
  JOIN citas.reminder_rules r ON r.active AND r.moment = 'BEFORE'
 WHERE a.status IN ('PENDING', 'CONFIRMED') AND lower(a.during) > now()
   AND (r.treatment_ids <> '{}' AND EXISTS (
            SELECT FROM citas.appointment_treatments t
             WHERE t.appointment_id = a.id AND t.treatment_id = ANY (r.treatment_ids))
        OR r.treatment_ids = '{}' AND NOT EXISTS (
            SELECT FROM citas.reminder_rules special
             WHERE special.active AND special.moment = 'BEFORE' AND special.minutes_before = r.minutes_before
               AND special.treatment_ids <> '{}'
               AND EXISTS (SELECT FROM citas.appointment_treatments t
                            WHERE t.appointment_id = a.id AND t.treatment_id = ANY (special.treatment_ids))));
REVOKE INSERT, UPDATE ON citas.wanted_reminders FROM omni_citas;

-- What is no longer to be said. Of a message that may be out already, whoever has its link is answered: its row stays.
CREATE FUNCTION citas.forget_reminders(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM citas.reminders WHERE id = ANY (ids) AND state = 'PENDING' AND linked_at IS NULL;
    UPDATE citas.reminders SET state = 'SKIPPED', reason = 'La cita cambió antes de enviarse.'
     WHERE id = ANY (ids) AND state IN ('PENDING', 'QUEUED');
$$;

-- Bring the messages before these visits in step with what is wanted. What is late already is not made.
CREATE FUNCTION citas.plan_reminders(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('citas:reminder_rules', 0));
    PERFORM citas.forget_reminders(ARRAY(
        SELECT r.id FROM citas.reminders r
         WHERE r.appointment_id = ANY (ids) AND r.moment = 'BEFORE' AND r.state IN ('PENDING', 'QUEUED')
           AND NOT EXISTS (SELECT FROM citas.wanted_reminders w
                            WHERE (w.appointment_id, w.rule_id, w.sequence) = (r.appointment_id, r.rule_id, r.sequence))));
    INSERT INTO citas.reminders (appointment_id, rule_id, sequence, moment, channel, visit_at, due_at)
         SELECT appointment_id, rule_id, sequence, 'BEFORE', channel, visit_at, due_at
           FROM citas.wanted_reminders
          CROSS JOIN LATERAL citas.outside_quiet(visit_at - minutes_before * interval '1 minute', visit_at) AS due_at
          WHERE appointment_id = ANY (ids) AND due_at > now()
    ON CONFLICT ON CONSTRAINT reminders_once DO NOTHING;
END $$;

-- Whoever books, moves, cancels or attends, by whatever way, leaves the visit with the messages that it needs. A moment
-- passes before anything is said, so that a wrong click that is taken back says nothing.
CREATE FUNCTION citas.follow_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text;
    silent boolean := false;
BEGIN
    IF lower(NEW.during) <= now() AND (TG_OP = 'INSERT' OR lower(OLD.during) <= now())
       OR NOT EXISTS (SELECT FROM citas.reminder_rules WHERE active) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        what := 'BOOKED';
    ELSIF NEW.status = 'CANCELLED' AND OLD.status <> 'CANCELLED' THEN
        what := 'CANCELLED';
    ELSIF NEW.status NOT IN ('CANCELLED', 'NO_SHOW')
          AND (lower(NEW.during) <> lower(OLD.during) OR NEW.doctor_id <> OLD.doctor_id) THEN
        what := 'MOVED';
    END IF;
    IF what IN ('CANCELLED', 'MOVED') THEN
        -- Whoever was not yet told of the first hour is told of the last, or of nothing.
        DELETE FROM citas.reminders
         WHERE appointment_id = NEW.id AND moment = 'BOOKED' AND state = 'PENDING' AND linked_at IS NULL
           AND sequence < NEW.sequence;
        IF FOUND THEN
            silent := what = 'CANCELLED';
            what := 'BOOKED';
        END IF;
        PERFORM citas.forget_reminders(ARRAY(
            SELECT id FROM citas.reminders
             WHERE appointment_id = NEW.id AND moment <> 'BEFORE' AND state IN ('PENDING', 'QUEUED')
               AND sequence < NEW.sequence));
    END IF;
    IF what IS NOT NULL AND NOT silent AND (what <> 'BOOKED' OR lower(NEW.during) > now() + interval '2 hours') THEN
        INSERT INTO citas.reminders (appointment_id, rule_id, sequence, moment, channel, visit_at, due_at)
             SELECT NEW.id, id, NEW.sequence, what, channel, lower(NEW.during), now() + interval '2 minutes'
               FROM citas.reminder_rules
              WHERE active AND moment = what AND treatment_ids = '{}'
        ON CONFLICT ON CONSTRAINT reminders_once DO NOTHING;
    END IF;
    PERFORM citas.plan_reminders(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER appointments_reminders AFTER INSERT OR UPDATE OF status, during, doctor_id, room_id ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION citas.follow_visit();

-- Other treatments may ask for other messages. Of each statement once, and only where a rule is for a treatment.
CREATE FUNCTION citas.follow_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF EXISTS (SELECT FROM citas.reminder_rules WHERE active AND treatment_ids <> '{}') THEN
        SELECT array_agg(a.id) INTO ids
          FROM citas.appointments a
         WHERE a.id IN (SELECT appointment_id FROM changed) AND lower(a.during) > now();
        PERFORM citas.plan_reminders(ids);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER appointment_treatments_reminders AFTER INSERT ON citas.appointment_treatments
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION citas.follow_lines();
CREATE TRIGGER appointment_treatments_no_reminders AFTER DELETE ON citas.appointment_treatments
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION citas.follow_lines();
"""


def upgrade():
    run(TABLES)
    run(PLANNING)
    grant("schedules:write", administrator=("reminders:write",))


def downgrade():
    withdraw("reminders:write")
    run("""
        DROP TRIGGER appointment_treatments_no_reminders ON citas.appointment_treatments;
        DROP TRIGGER appointment_treatments_reminders ON citas.appointment_treatments;
        DROP TRIGGER appointments_reminders ON citas.appointments;
        DROP TRIGGER appointments_sequence ON citas.appointments;
        DROP FUNCTION citas.follow_lines, citas.follow_visit, citas.plan_reminders, citas.forget_reminders,
            citas.outside_quiet, citas.count_moves;
        DROP VIEW citas.wanted_reminders;
        DROP TABLE citas.reminders, citas.message_choices, citas.reminder_rules, citas.reminder_settings;
        DROP FUNCTION citas.keep_sent;
        ALTER TABLE citas.appointments DROP COLUMN sequence;
        """)
