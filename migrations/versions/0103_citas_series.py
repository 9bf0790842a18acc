"""Series: visits that repeat by a rule, and visits of several parts, one after another."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0103"
down_revision = "0102"
REMINDERS = Path(__file__).with_name("0090_citas_reminders.py")

TABLES = """
CREATE TABLE citas.series (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT series_pkey PRIMARY KEY,
    -- RRULE of RFC 5545 on the clinic's clock; null: one visit of several parts.
    rule            text        CONSTRAINT series_rule CHECK (length(rule) <= 300),
    words           text        NOT NULL CONSTRAINT series_words CHECK (length(words) BETWEEN 1 AND 200),
    created_at      timestamptz NOT NULL DEFAULT now(),
    created_by_id   text        NOT NULL,
    created_by_name text        NOT NULL
);
REVOKE UPDATE, DELETE ON citas.series FROM omni_citas;

ALTER TABLE citas.appointments
    ADD COLUMN series_id  bigint CONSTRAINT appointments_series REFERENCES citas.series,
    -- Which of the visits of its series it is, and which part of that visit: both from 0 on.
    ADD COLUMN occurrence integer,
    ADD COLUMN part       integer,
    -- When the rule has it; whoever is elsewhere was moved by itself.
    ADD COLUMN occurs_at  timestamptz,
    ADD CONSTRAINT appointments_series_whole CHECK (
        num_nulls(series_id, occurrence, part, occurs_at) IN (0, 4) AND coalesce(occurrence >= 0 AND part >= 0, true));
CREATE UNIQUE INDEX appointments_series_once ON citas.appointments (series_id, occurrence, part) WHERE series_id IS NOT NULL;
CREATE TRIGGER appointments_series_kept BEFORE UPDATE OF series_id, occurrence, part ON citas.appointments
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('appointments_series_kept');
"""

# Whoever comes once is told once: of a visit of several parts, of the first that stands.
WANTED = """
CREATE OR REPLACE VIEW citas.wanted_reminders AS
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
                            WHERE t.appointment_id = a.id AND t.treatment_id = ANY (special.treatment_ids))))"""
OF_ITS_FIRST_PART = """
   AND NOT EXISTS (
           SELECT FROM citas.appointments earlier
            WHERE (earlier.series_id, earlier.occurrence) = (a.series_id, a.occurrence) AND earlier.part < a.part
              AND earlier.status NOT IN ('CANCELLED', 'NO_SHOW')
              AND lower(earlier.during) BETWEEN lower(a.during) - interval '12 hours' AND lower(a.during))"""
# A series is told as booked once; and what becomes of one part of a visit may be what another is told of.
CHANGES = (
    (
        "what := 'BOOKED';\n    ELSIF",
        "what := CASE WHEN coalesce(NEW.occurrence + NEW.part, 0) = 0 THEN 'BOOKED' END;\n    ELSIF",
    ),
    (
        "PERFORM citas.plan_reminders(ARRAY[NEW.id]);",
        """PERFORM citas.plan_reminders(ARRAY(
        SELECT NEW.id
         UNION SELECT id FROM citas.appointments WHERE (series_id, occurrence) = (NEW.series_id, NEW.occurrence)));""",
    ),
)


def upgrade():
    follow_visit = function_of(REMINDERS, "citas.follow_visit")
    for before, after in CHANGES:
        follow_visit = follow_visit.replace(before, after)
    run(TABLES + WANTED + OF_ITS_FIRST_PART + ";" + follow_visit)


def downgrade():
    run(WANTED + ";" + function_of(REMINDERS, "citas.follow_visit"))
    run("""
        DROP TRIGGER appointments_series_kept ON citas.appointments;
        ALTER TABLE citas.appointments
            DROP COLUMN series_id, DROP COLUMN occurrence, DROP COLUMN part, DROP COLUMN occurs_at;
        DROP TABLE citas.series;
        """)
