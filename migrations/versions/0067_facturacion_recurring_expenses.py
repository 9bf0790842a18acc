"""Expenses that come back each month: what is proposed, and what was decided of each month."""

from migrations.sql import run

revision = "0067"
down_revision = "0066"

TABLES = """
CREATE TABLE facturacion.recurring_expenses (
    id              bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT recurring_expenses_pkey PRIMARY KEY,
    category        text          NOT NULL CONSTRAINT recurring_expenses_category CHECK (length(category) BETWEEN 2 AND 80),
    description     text          NOT NULL
                                  CONSTRAINT recurring_expenses_description CHECK (length(description) BETWEEN 3 AND 300),
    amount          numeric(12,2) NOT NULL CONSTRAINT recurring_expenses_amount CHECK (amount > 0),
    iva             numeric(12,2) NOT NULL DEFAULT 0,
    supplier_name   text,
    supplier_ruc    text          CONSTRAINT recurring_expenses_ruc CHECK (supplier_ruc ~ '^[0-9]{13}$'),
    document_type   text          CONSTRAINT recurring_expenses_document_type
                                  CHECK (document_type IN ('INVOICE', 'SALE_NOTE', 'LIQUIDATION', 'OTHER')),
    payment_method  text          NOT NULL CONSTRAINT recurring_expenses_method CHECK (
                                  payment_method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    -- In a shorter month, its last day.
    day_of_month    integer       NOT NULL CONSTRAINT recurring_expenses_day CHECK (day_of_month BETWEEN 1 AND 31),
    first_month     date          NOT NULL CONSTRAINT recurring_expenses_first CHECK (extract(day FROM first_month) = 1),
    active          boolean       NOT NULL DEFAULT true,
    created_by_id   text          NOT NULL,
    created_by_name text          NOT NULL,
    version         integer       NOT NULL DEFAULT 1,
    created_at      timestamptz   NOT NULL DEFAULT now(),
    updated_at      timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT recurring_expenses_iva CHECK (iva >= 0 AND iva < amount)
);
CREATE TRIGGER recurring_expenses_version BEFORE UPDATE ON facturacion.recurring_expenses
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE UNIQUE INDEX recurring_expenses_one ON facturacion.recurring_expenses
    (public.plain(category), public.plain(description)) WHERE active;

CREATE TABLE facturacion.recurring_months (
    id               bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT recurring_months_pkey PRIMARY KEY,
    recurring_id     bigint      NOT NULL CONSTRAINT recurring_months_recurring REFERENCES facturacion.recurring_expenses,
    month            date        NOT NULL CONSTRAINT recurring_months_first CHECK (extract(day FROM month) = 1),
    -- None where the month was skipped.
    expense_id       bigint      CONSTRAINT recurring_months_expense REFERENCES facturacion.operational_expenses,
    decided_by_id    text        NOT NULL,
    decided_by_name  text        NOT NULL,
    decided_at       timestamptz NOT NULL DEFAULT now(),
    undone_at        timestamptz
);
CREATE UNIQUE INDEX recurring_months_once ON facturacion.recurring_months (recurring_id, month) WHERE undone_at IS NULL;
CREATE INDEX recurring_months_of_expense ON facturacion.recurring_months (expense_id) WHERE expense_id IS NOT NULL;
REVOKE UPDATE ON facturacion.recurring_months FROM omni_facturacion;
GRANT UPDATE (undone_at) ON facturacion.recurring_months TO omni_facturacion;
"""
TRIGGERS = """
-- A month whose expense was voided, whoever voided it, is proposed again.
CREATE FUNCTION facturacion.release_recurring_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.recurring_months SET undone_at = now() WHERE expense_id = NEW.id AND undone_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER operational_expenses_release_month AFTER UPDATE OF active ON facturacion.operational_expenses
    FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION facturacion.release_recurring_month();
"""
BACK = """
DROP TRIGGER operational_expenses_release_month ON facturacion.operational_expenses;
DROP FUNCTION facturacion.release_recurring_month;
DROP TABLE facturacion.recurring_months;
DROP TABLE facturacion.recurring_expenses;
"""


def upgrade():
    run(TABLES)
    run(TRIGGERS)


def downgrade():
    run(BACK)
