"""What an accountant needs of an expense: kind of document, RUC, IVA, what was withheld, its receipt; and petty cash."""

from migrations.sql import run

revision = "0036"
down_revision = "0035"

TABLES = """
ALTER TABLE facturacion.operational_expenses
    ADD COLUMN document_type   text CONSTRAINT operational_expenses_document_type
                               CHECK (document_type IN ('INVOICE', 'SALE_NOTE', 'LIQUIDATION', 'OTHER')),
    ADD COLUMN supplier_ruc    text CONSTRAINT operational_expenses_ruc CHECK (supplier_ruc ~ '^[0-9]{13}$'),
    -- Of the amount, which includes it.
    ADD COLUMN iva             numeric(12,2) NOT NULL DEFAULT 0,
    ADD COLUMN withheld_income numeric(12,2) NOT NULL DEFAULT 0,
    ADD COLUMN withheld_iva    numeric(12,2) NOT NULL DEFAULT 0,
    -- It was paid out of the cashier's drawer.
    ADD COLUMN from_till       boolean       NOT NULL DEFAULT false,
    ADD CONSTRAINT operational_expenses_iva CHECK (iva >= 0 AND iva < amount),
    ADD CONSTRAINT operational_expenses_withheld CHECK (
        withheld_income >= 0 AND withheld_iva BETWEEN 0 AND iva AND withheld_income + withheld_iva < amount),
    ADD CONSTRAINT operational_expenses_till_is_cash CHECK (NOT from_till OR payment_method = 'CASH');

CREATE TABLE facturacion.expense_receipts (
    expense_id bigint      NOT NULL CONSTRAINT expense_receipts_pkey PRIMARY KEY
                           CONSTRAINT expense_receipts_expense REFERENCES facturacion.operational_expenses,
    media_type text        NOT NULL CONSTRAINT expense_receipts_type
                           CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp', 'application/pdf')),
    content    bytea       NOT NULL CONSTRAINT expense_receipts_size CHECK (octet_length(content) BETWEEN 1 AND 1048576),
    added_at   timestamptz NOT NULL DEFAULT now()
);
"""

TRIGGERS = """
-- Petty cash left a drawer that somebody counts: its sum stays, and it is undone only while that drawer is open.
CREATE FUNCTION facturacion.guard_petty_cash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.from_till, OLD.from_till) <> (false, false)
       AND (NEW.from_till, NEW.amount, NEW.date, NEW.payment_method, NEW.withheld_income, NEW.withheld_iva)
           IS DISTINCT FROM (OLD.from_till, OLD.amount, OLD.date, OLD.payment_method, OLD.withheld_income, OLD.withheld_iva) THEN
        PERFORM facturacion.refuse('operational_expenses_in_till', 'petty cash keeps its sum');
    END IF;
    IF OLD.active AND NOT NEW.active AND EXISTS (
           SELECT FROM facturacion.cash_movements m JOIN facturacion.cash_sessions s ON s.id = m.session_id
            WHERE m.source = 'expense:' || NEW.id AND s.closed_at IS NOT NULL) THEN
        PERFORM facturacion.refuse('operational_expenses_session_closed', 'the expense is in a closed session');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER operational_expenses_petty_cash BEFORE UPDATE ON facturacion.operational_expenses
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_petty_cash();

CREATE FUNCTION facturacion.petty_cash_must_land() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM facturacion.cash_movements WHERE source = 'expense:' || NEW.id AND kind = 'EXPENSE') THEN
        PERFORM facturacion.refuse('operational_expenses_land', 'petty cash leaves an open session');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER operational_expenses_land AFTER INSERT ON facturacion.operational_expenses
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.from_till)
    EXECUTE FUNCTION facturacion.petty_cash_must_land();
CREATE TRIGGER expense_receipts_keep BEFORE DELETE ON facturacion.expense_receipts
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('expense_receipts_kept');
CREATE TRIGGER expense_receipts_not_emptied BEFORE TRUNCATE ON facturacion.expense_receipts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('expense_receipts_kept');
"""

BACK = """
DROP TABLE facturacion.expense_receipts;
DROP TRIGGER operational_expenses_petty_cash ON facturacion.operational_expenses;
DROP TRIGGER operational_expenses_land ON facturacion.operational_expenses;
DROP FUNCTION facturacion.guard_petty_cash;
DROP FUNCTION facturacion.petty_cash_must_land;
ALTER TABLE facturacion.operational_expenses
    DROP COLUMN document_type, DROP COLUMN supplier_ruc, DROP COLUMN iva, DROP COLUMN withheld_income,
    DROP COLUMN withheld_iva, DROP COLUMN from_till;
"""


def upgrade():
    run(TABLES)
    run(TRIGGERS)


def downgrade():
    run(BACK)
