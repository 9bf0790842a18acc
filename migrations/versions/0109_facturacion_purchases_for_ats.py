"""What the ATS asks of a purchase: its authorisation, what it is for, its part at 0 %, and the certificate of what was withheld."""

from migrations.sql import run

revision = "0109"
down_revision = "0108"

COLUMNS = """
ALTER TABLE facturacion.operational_expenses
    ADD COLUMN authorisation text
        CONSTRAINT operational_expenses_authorisation CHECK (authorisation ~ '^[0-9]{3,49}$'),
    ADD COLUMN tax_support text CONSTRAINT operational_expenses_tax_support CHECK (tax_support ~ '^[0-9]{2}$'),
    ADD COLUMN base_zero numeric(12,2) NOT NULL DEFAULT 0
        CONSTRAINT operational_expenses_base_zero CHECK (base_zero >= 0 AND base_zero <= amount - iva),
    ADD COLUMN income_code text CONSTRAINT operational_expenses_income_code CHECK (income_code ~ '^[A-Za-z0-9]{3,5}$'),
    ADD COLUMN withholding_number text
        CONSTRAINT operational_expenses_withholding_number CHECK (withholding_number ~ '^[0-9]{3}-[0-9]{3}-[0-9]{1,9}$'),
    ADD COLUMN withholding_authorisation text
        CONSTRAINT operational_expenses_withholding_authorisation CHECK (withholding_authorisation ~ '^[0-9]{3,49}$');
"""
BACK = """
ALTER TABLE facturacion.operational_expenses
    DROP COLUMN authorisation,
    DROP COLUMN tax_support,
    DROP COLUMN base_zero,
    DROP COLUMN income_code,
    DROP COLUMN withholding_number,
    DROP COLUMN withholding_authorisation;
"""


def upgrade():
    run(COLUMNS)


def downgrade():
    run(BACK)
