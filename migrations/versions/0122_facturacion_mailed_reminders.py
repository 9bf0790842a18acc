"""Who owes may be reminded by mail, too."""

from migrations.sql import run

revision = "0122"
down_revision = "0121"

CHANNELS = """
ALTER TABLE facturacion.payment_reminders
    DROP CONSTRAINT payment_reminders_channel,
    ADD CONSTRAINT payment_reminders_channel CHECK (channel IN ('WHATSAPP', 'EMAIL'));
"""
# Where somebody was reminded by mail the step down is refused: what was sent is kept.
BACK = """
ALTER TABLE facturacion.payment_reminders
    DROP CONSTRAINT payment_reminders_channel,
    ADD CONSTRAINT payment_reminders_channel CHECK (channel IN ('WHATSAPP'));
"""


def upgrade():
    run(CHANNELS)


def downgrade():
    run(BACK)
