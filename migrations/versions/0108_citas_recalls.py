"""Recalls: who is due again for a treatment; the channel that a patient prefers; messages that a provider carries."""

from migrations.sql import run

revision = "0108"
down_revision = "0107"

TABLES = """
CREATE TABLE citas.recall_rules (
    id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT recall_rules_pkey PRIMARY KEY,
    name          text        NOT NULL CONSTRAINT recall_rules_name CHECK (length(name) BETWEEN 1 AND 80),
    months        integer     NOT NULL CONSTRAINT recall_rules_months CHECK (months BETWEEN 1 AND 60),
    treatments    jsonb       NOT NULL,
    treatment_ids bigint[]    NOT NULL CONSTRAINT recall_rules_treatments CHECK (cardinality(treatment_ids) BETWEEN 1 AND 50),
    subject       text        NOT NULL CONSTRAINT recall_rules_subject CHECK (length(subject) BETWEEN 1 AND 150),
    body          text        NOT NULL CONSTRAINT recall_rules_body CHECK (length(body) BETWEEN 1 AND 2000),
    active        boolean     NOT NULL DEFAULT true,
    version       integer     NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER recall_rules_version BEFORE UPDATE ON citas.recall_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- One for each patient and rule: of the last visit in which one of its treatments was done.
CREATE TABLE citas.recalls (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT recalls_pkey PRIMARY KEY,
    rule_id           bigint      NOT NULL CONSTRAINT recalls_rule REFERENCES citas.recall_rules,
    patient_id        bigint      NOT NULL,
    appointment_id    bigint      NOT NULL CONSTRAINT recalls_appointment REFERENCES citas.appointments,
    last_visit_at     timestamptz NOT NULL,
    due_on            date        NOT NULL,
    state             text        NOT NULL DEFAULT 'OPEN' CONSTRAINT recalls_state CHECK (state IN ('OPEN', 'DISMISSED')),
    snoozed_until     date,
    -- Why it waits or is dismissed.
    reason            text        CONSTRAINT recalls_reason CHECK (length(reason) BETWEEN 3 AND 500),
    contacted_at      timestamptz,
    contacted_how     text        CONSTRAINT recalls_how CHECK (contacted_how IN ('CALL', 'WHATSAPP', 'MAIL')),
    contacted_by_name text,
    contacts          integer     NOT NULL DEFAULT 0,
    version           integer     NOT NULL DEFAULT 1,
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT recalls_once UNIQUE (rule_id, patient_id),
    CONSTRAINT recalls_said_why CHECK ((state = 'DISMISSED' OR snoozed_until IS NOT NULL) = (reason IS NOT NULL)),
    CONSTRAINT recalls_contacted CHECK (num_nulls(contacted_at, contacted_how, contacted_by_name) IN (0, 3))
);
CREATE INDEX recalls_due ON citas.recalls (due_on, id) WHERE state = 'OPEN';
CREATE INDEX recalls_of_appointment ON citas.recalls (appointment_id);
GRANT DELETE ON citas.recalls TO omni_citas;
CREATE TRIGGER recalls_version BEFORE UPDATE ON citas.recalls FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE citas.channel_choices (
    patient_id     bigint      CONSTRAINT channel_choices_pkey PRIMARY KEY,
    -- null: as each rule says.
    channel        text        CONSTRAINT channel_choices_channel CHECK (channel IN ('MAIL', 'WHATSAPP')),
    chosen_at      timestamptz NOT NULL DEFAULT now(),
    chosen_by_name text        NOT NULL
);

-- Only a person sends it from now on: the mail or the provider could not, or the patient prefers it so.
ALTER TABLE citas.reminders ADD COLUMN by_person boolean NOT NULL DEFAULT false;
UPDATE citas.reminders SET by_person = true WHERE state = 'PENDING' AND channel = 'WHATSAPP' AND reason IS NOT NULL;
"""

# A custom plan: of one patient it is a look into an index, of a rule a walk through what was done in ten years.
PLANNING = """
CREATE FUNCTION citas.plan_recalls(rule bigint, patient bigint) RETURNS void LANGUAGE plpgsql
    SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    DELETE FROM citas.recalls r
     WHERE (rule IS NULL OR r.rule_id = rule) AND (patient IS NULL OR r.patient_id = patient)
       AND NOT EXISTS (
               SELECT FROM citas.recall_rules u
                 JOIN citas.appointment_treatments t ON t.treatment_id = ANY (u.treatment_ids)
                 JOIN citas.appointments a ON a.id = t.appointment_id
                WHERE u.id = r.rule_id AND a.patient_id = r.patient_id AND a.status = 'COMPLETED');
    INSERT INTO citas.recalls AS r (rule_id, patient_id, appointment_id, last_visit_at, due_on)
         SELECT DISTINCT ON (u.id, a.patient_id) u.id, a.patient_id, a.id, lower(a.during),
                ((lower(a.during) AT TIME ZONE s.zone)::date + u.months * interval '1 month')::date
           FROM citas.recall_rules u
           JOIN citas.appointment_treatments t ON t.treatment_id = ANY (u.treatment_ids)
           JOIN citas.appointments a ON a.id = t.appointment_id
          CROSS JOIN citas.reminder_settings s
          WHERE u.active AND (rule IS NULL OR u.id = rule) AND (patient IS NULL OR a.patient_id = patient)
            AND a.status = 'COMPLETED' AND lower(a.during) > now() - interval '10 years'
          ORDER BY u.id, a.patient_id, lower(a.during) DESC, a.id DESC
    ON CONFLICT ON CONSTRAINT recalls_once DO UPDATE
        -- Whoever came again starts anew; another number of months moves the date alone.
        SET appointment_id = excluded.appointment_id, last_visit_at = excluded.last_visit_at, due_on = excluded.due_on,
            state = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.state ELSE 'OPEN' END,
            snoozed_until = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.snoozed_until END,
            reason = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.reason END,
            contacted_at = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.contacted_at END,
            contacted_how = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.contacted_how END,
            contacted_by_name = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.contacted_by_name END,
            contacts = CASE WHEN r.appointment_id = excluded.appointment_id THEN r.contacts ELSE 0 END
      WHERE (r.appointment_id, r.due_on) IS DISTINCT FROM (excluded.appointment_id, excluded.due_on);
END $$;

CREATE FUNCTION citas.follow_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM citas.recall_rules WHERE active) THEN
        PERFORM citas.plan_recalls(NULL, NEW.patient_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER appointments_recalls AFTER UPDATE OF status ON citas.appointments
    FOR EACH ROW WHEN ((OLD.status = 'COMPLETED') <> (NEW.status = 'COMPLETED'))
    EXECUTE FUNCTION citas.follow_completion();
"""


def upgrade():
    run(TABLES + PLANNING)


def downgrade():
    run("""
        DROP TRIGGER appointments_recalls ON citas.appointments;
        DROP FUNCTION citas.follow_completion, citas.plan_recalls;
        ALTER TABLE citas.reminders DROP COLUMN by_person;
        DROP TABLE citas.channel_choices, citas.recalls, citas.recall_rules;
        """)
