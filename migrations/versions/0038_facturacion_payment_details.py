"""What a payment says of its card or cheque: brand, lot and authorisation; bank and the day from which it is good."""

from migrations.sql import run

revision = "0038"
down_revision = "0037"

DETAILS = """
ALTER TABLE facturacion.payments
    ADD COLUMN card_brand         text,
    ADD COLUMN card_lot           text,
    ADD COLUMN card_authorisation text,
    ADD COLUMN bank               text,
    -- From when a post-dated cheque is good.
    ADD COLUMN due_on             date,
    ADD CONSTRAINT payments_of_a_card CHECK (
        num_nonnulls(card_brand, card_lot, card_authorisation) = 0 OR method IN ('CARD_CREDIT', 'CARD_DEBIT')),
    ADD CONSTRAINT payments_of_a_bank CHECK (bank IS NULL OR method IN ('TRANSFER', 'CHECK')),
    ADD CONSTRAINT payments_post_dated CHECK (due_on IS NULL OR method = 'CHECK' AND due_on >= received_on);
"""
BACK = """
ALTER TABLE facturacion.payments
    DROP COLUMN card_brand, DROP COLUMN card_lot, DROP COLUMN card_authorisation, DROP COLUMN bank, DROP COLUMN due_on;
"""


def upgrade():
    run(DETAILS)


def downgrade():
    run(BACK)
