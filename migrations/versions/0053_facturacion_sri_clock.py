"""How far this clock is from the SRI's, with each attempt."""

from migrations.sql import run

revision = "0053"
down_revision = "0052"

# Ours less theirs, in seconds; null where it did not answer, or said no time.
CLOCK = """
ALTER TABLE facturacion.electronic_invoice_attempts ADD COLUMN drift_seconds real;
CREATE INDEX electronic_invoice_attempts_clock ON facturacion.electronic_invoice_attempts (id)
    WHERE drift_seconds IS NOT NULL;
"""
BACK = "ALTER TABLE facturacion.electronic_invoice_attempts DROP COLUMN drift_seconds;"


def upgrade():
    run(CLOCK)


def downgrade():
    run(BACK)
