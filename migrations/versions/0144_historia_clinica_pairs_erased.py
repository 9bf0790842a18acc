"""What somebody said of two files goes with a person who is erased: until now it kept them from being."""

from migrations.sql import run

revision = "0144"
down_revision = "0143"

TRIGGER = """
DROP TRIGGER patient_pairs_said ON historia_clinica.patient_pairs;
CREATE TRIGGER patient_pairs_said BEFORE DELETE ON historia_clinica.patient_pairs
    FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION public.refuse_change('patient_pairs_said');
"""


def upgrade():
    run(TRIGGER.format(when="OLD.distinct_at IS NOT NULL AND NOT public.erasing()"))


def downgrade():
    run(TRIGGER.format(when="OLD.distinct_at IS NOT NULL"))
