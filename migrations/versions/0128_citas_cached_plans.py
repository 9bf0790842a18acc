"""Functions that every write calls keep their plans: a body in SQL is parsed and planned anew by each statement that calls it.

A booking planned for 0.8 ms what it then did in 0.2: the messages that are no longer wanted of a visit that has none yet.
Rows are made plain in half the time, and occupied times in a seventh. What the functions answer is as before, so no index is written anew.
"""

from migrations.sql import run

revision = "0128"
down_revision = "0127"

IN_PLPGSQL = """
CREATE OR REPLACE FUNCTION public.plain(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));
END $$;

CREATE OR REPLACE FUNCTION citas.occupied(during tstzrange, preparation integer, cleaning integer) RETURNS tstzrange
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN tstzrange(lower(during) - preparation * interval '1 minute', upper(during) + cleaning * interval '1 minute');
END $$;

CREATE OR REPLACE FUNCTION citas.forget_reminders(ids bigint[]) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    DELETE FROM citas.reminders WHERE id = ANY (ids) AND state = 'PENDING' AND linked_at IS NULL;
    UPDATE citas.reminders SET state = 'SKIPPED', reason = 'La cita cambió antes de enviarse.'
     WHERE id = ANY (ids) AND state IN ('PENDING', 'QUEUED');
END $$;

CREATE OR REPLACE FUNCTION citas.plan_reminders(ids bigint[]) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    unwanted bigint[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('citas:reminder_rules', 0));
    unwanted := ARRAY(
        SELECT r.id FROM citas.reminders r
         WHERE r.appointment_id = ANY (ids) AND r.moment = 'BEFORE' AND r.state IN ('PENDING', 'QUEUED')
           AND NOT EXISTS (SELECT FROM citas.wanted_reminders w
                            WHERE (w.appointment_id, w.rule_id, w.sequence) = (r.appointment_id, r.rule_id, r.sequence)));
    IF unwanted <> '{}' THEN
        PERFORM citas.forget_reminders(unwanted);
    END IF;
    INSERT INTO citas.reminders (appointment_id, rule_id, sequence, moment, channel, visit_at, due_at)
         SELECT appointment_id, rule_id, sequence, 'BEFORE', channel, visit_at, due_at
           FROM citas.wanted_reminders
          CROSS JOIN LATERAL citas.outside_quiet(visit_at - minutes_before * interval '1 minute', visit_at) AS due_at
          WHERE appointment_id = ANY (ids) AND due_at > now()
    ON CONFLICT ON CONSTRAINT reminders_once DO NOTHING;
END $$;
"""
# As 0001, 0090 and 0125 made them.
IN_SQL = """
CREATE OR REPLACE FUNCTION public.plain(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

CREATE OR REPLACE FUNCTION citas.occupied(during tstzrange, preparation integer, cleaning integer) RETURNS tstzrange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT tstzrange(lower(during) - preparation * interval '1 minute', upper(during) + cleaning * interval '1 minute')
$$;

CREATE OR REPLACE FUNCTION citas.forget_reminders(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM citas.reminders WHERE id = ANY (ids) AND state = 'PENDING' AND linked_at IS NULL;
    UPDATE citas.reminders SET state = 'SKIPPED', reason = 'La cita cambió antes de enviarse.'
     WHERE id = ANY (ids) AND state IN ('PENDING', 'QUEUED');
$$;

CREATE OR REPLACE FUNCTION citas.plan_reminders(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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
"""


def upgrade():
    run(IN_PLPGSQL)


def downgrade():
    run(IN_SQL)
