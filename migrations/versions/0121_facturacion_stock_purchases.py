"""What was bought for the stock is in the books of purchases; the results count it when it is used."""

from migrations.sql import run

revision = "0121"
down_revision = "0120"

COLUMNS = """
ALTER TABLE facturacion.operational_expenses
    -- The receipt of inventario that it documents.
    ADD COLUMN stock_receipt_id bigint CONSTRAINT operational_expenses_stock_receipt UNIQUE,
    -- The part of the amount that is in the lots: it is a cost when a visit uses it.
    ADD COLUMN stocked numeric(12,2) NOT NULL DEFAULT 0
        CONSTRAINT operational_expenses_stocked CHECK (stocked >= 0 AND stocked <= amount),
    ADD CONSTRAINT operational_expenses_stocked_by_receipt CHECK (stocked = 0 OR stock_receipt_id IS NOT NULL);
"""
BACK = """
ALTER TABLE facturacion.operational_expenses DROP COLUMN stock_receipt_id, DROP COLUMN stocked;
"""


def upgrade():
    run(COLUMNS)


def downgrade():
    run(BACK)
