"""Series that go on: their rule has a new end, and of what is added to one the patient is told once."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0126"
down_revision = "0125"
REMINDERS = Path(__file__).with_name("0090_citas_reminders.py")

OF_ITS_PARTS = (
    "PERFORM citas.plan_reminders(ARRAY[NEW.id]);",
    """PERFORM citas.plan_reminders(ARRAY(
        SELECT NEW.id
         UNION SELECT id FROM citas.appointments WHERE (series_id, occurrence) = (NEW.series_id, NEW.occurrence)));""",
)
FIRST_OF_ALL = "what := CASE WHEN coalesce(NEW.occurrence + NEW.part, 0) = 0 THEN 'BOOKED' END;"
# What is booked together is told of once, by its first: a whole series, or what was added to one.
FIRST_OF_ITS_BOOKING = """IF NOT EXISTS (SELECT FROM citas.appointments
                        WHERE series_id = NEW.series_id AND created_at = NEW.created_at AND id < NEW.id) THEN
            what := 'BOOKED';
        END IF;"""


def follow_visit(booked):
    return (
        function_of(REMINDERS, "citas.follow_visit")
        .replace("what := 'BOOKED';\n    ELSIF", f"{booked}\n    ELSIF")
        .replace(*OF_ITS_PARTS)
    )


def upgrade():
    run("GRANT UPDATE (rule) ON citas.series TO omni_citas;" + follow_visit(FIRST_OF_ITS_BOOKING))


def downgrade():
    run("REVOKE UPDATE (rule) ON citas.series FROM omni_citas;" + follow_visit(FIRST_OF_ALL))
