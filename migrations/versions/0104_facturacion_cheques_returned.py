"""A cheque of money on account may be given back to the patient, instead of going to the bank."""

from migrations.sql import run

revision = "0104"
down_revision = "0103"

STATES = """
ALTER TABLE facturacion.cheques
    DROP CONSTRAINT cheques_status,
    DROP CONSTRAINT cheques_bounced,
    ADD CONSTRAINT cheques_status CHECK (status IN ('HELD', 'DEPOSITED', 'BOUNCED', 'RETURNED', 'VOIDED')),
    ADD CONSTRAINT cheques_bounced CHECK (
        num_nulls(bounced_on, bounced_by_id, bounced_by_name, bounce_reason) IN (0, 4)
        AND (status NOT IN ('BOUNCED', 'RETURNED') OR bounced_on IS NOT NULL)),
    -- Only what was never taken to the bank is still there to be given back; what pays an invoice goes with its payment.
    ADD CONSTRAINT cheques_returned CHECK (status <> 'RETURNED' OR movement_id IS NOT NULL AND deposited_on IS NULL);
"""
# The version before knows of one way in which a cheque takes back what it brought.
BACK = """
UPDATE facturacion.cheques SET status = 'BOUNCED' WHERE status = 'RETURNED';
ALTER TABLE facturacion.cheques
    DROP CONSTRAINT cheques_returned,
    DROP CONSTRAINT cheques_status,
    DROP CONSTRAINT cheques_bounced,
    ADD CONSTRAINT cheques_status CHECK (status IN ('HELD', 'DEPOSITED', 'BOUNCED', 'VOIDED')),
    ADD CONSTRAINT cheques_bounced CHECK (
        num_nulls(bounced_on, bounced_by_id, bounced_by_name, bounce_reason) IN (0, 4)
        AND (status <> 'BOUNCED' OR bounced_on IS NOT NULL));
"""


def upgrade():
    run(STATES)


def downgrade():
    run(BACK)
