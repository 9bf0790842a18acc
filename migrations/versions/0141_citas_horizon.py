"""Nobody is booked years ahead: a year that is typed wrong is refused, whichever way it comes."""

from migrations.sql import run

revision = "0141"
down_revision = "0140"

# A hundred years at most; the form allows ten. What stands beyond it already stays where it is until it is moved.
HORIZON = """
ALTER TABLE citas.booking_rules
    ADD COLUMN horizon_months integer NOT NULL DEFAULT 24
        CONSTRAINT booking_rules_horizon CHECK (horizon_months BETWEEN 1 AND 1200);

-- The service counts by the clinic's days, so a day more is let pass here.
CREATE FUNCTION citas.respect_horizon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND lower(NEW.during) <= lower(OLD.during) THEN
        RETURN NEW;
    END IF;
    IF lower(NEW.during) > (SELECT now() + make_interval(months => horizon_months, days => 1) FROM citas.booking_rules) THEN
        RAISE EXCEPTION 'nobody is booked so far ahead'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_horizon';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointments_horizon BEFORE INSERT OR UPDATE OF during ON citas.appointments
    FOR EACH ROW WHEN (lower(NEW.during) > now() + interval '28 days') EXECUTE FUNCTION citas.respect_horizon();
CREATE TRIGGER holds_horizon BEFORE INSERT ON citas.holds
    FOR EACH ROW WHEN (lower(NEW.during) > now() + interval '28 days') EXECUTE FUNCTION citas.respect_horizon();
"""

BACK = """
DROP TRIGGER holds_horizon ON citas.holds;
DROP TRIGGER appointments_horizon ON citas.appointments;
DROP FUNCTION citas.respect_horizon;
ALTER TABLE citas.booking_rules DROP COLUMN horizon_months;
"""


def upgrade():
    run(HORIZON)


def downgrade():
    run(BACK)
