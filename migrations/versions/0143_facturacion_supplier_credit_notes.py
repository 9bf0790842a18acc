"""Credit notes of suppliers: a purchase that is taken back, all or in part, with the document that it modifies.

It is kept among the expenses with what it takes off as negative, so that every sum of them (books, results, categories) is right
without asking for its kind.
"""

from migrations.sql import run

revision = "0143"
down_revision = "0142"

NOTES = """
ALTER TABLE facturacion.operational_expenses
    ADD COLUMN modified_number text
        CONSTRAINT operational_expenses_modified_length CHECK (length(modified_number) BETWEEN 1 AND 50),
    ADD COLUMN modified_authorisation text
        CONSTRAINT operational_expenses_modified_authorisation CHECK (modified_authorisation ~ '^[0-9]{3,49}$'),
    -- The purchase of that number, where it is in the books.
    ADD COLUMN modifies_id bigint CONSTRAINT operational_expenses_modifies REFERENCES facturacion.operational_expenses,
    DROP CONSTRAINT operational_expenses_document_type,
    DROP CONSTRAINT operational_expenses_amount,
    DROP CONSTRAINT operational_expenses_iva,
    DROP CONSTRAINT operational_expenses_withheld,
    DROP CONSTRAINT operational_expenses_base_zero,
    DROP CONSTRAINT operational_expenses_stocked,
    DROP CONSTRAINT operational_expenses_stocked_by_receipt,
    ADD CONSTRAINT operational_expenses_document_type
        CHECK (document_type IN ('INVOICE', 'SALE_NOTE', 'LIQUIDATION', 'OTHER', 'CREDIT_NOTE')),
    ADD CONSTRAINT operational_expenses_amount
        CHECK (amount <> 0 AND (amount < 0) = coalesce(document_type = 'CREDIT_NOTE', false)),
    ADD CONSTRAINT operational_expenses_iva CHECK (iva * sign(amount) >= 0 AND abs(iva) < abs(amount)),
    ADD CONSTRAINT operational_expenses_withheld CHECK (
        withheld_income >= 0 AND withheld_iva >= 0 AND withheld_iva <= abs(iva)
        AND withheld_income + withheld_iva < abs(amount) AND (amount > 0 OR withheld_income + withheld_iva = 0)),
    ADD CONSTRAINT operational_expenses_base_zero
        CHECK (base_zero * sign(amount) >= 0 AND abs(base_zero) <= abs(amount - iva)),
    ADD CONSTRAINT operational_expenses_stocked
        CHECK (stocked * sign(amount) >= 0 AND abs(stocked) <= abs(amount)),
    ADD CONSTRAINT operational_expenses_stocked_by_receipt
        CHECK (stocked = 0 OR stock_receipt_id IS NOT NULL OR modifies_id IS NOT NULL),
    ADD CONSTRAINT operational_expenses_note CHECK (
        (amount < 0) = (modified_number IS NOT NULL)
        AND (amount < 0 OR modified_authorisation IS NULL AND modifies_id IS NULL)
        AND (amount > 0 OR NOT from_till AND NOT of_commissions AND stock_receipt_id IS NULL));
CREATE INDEX operational_expenses_modified ON facturacion.operational_expenses (modifies_id)
    WHERE modifies_id IS NOT NULL;

-- A supplier numbers notes by themselves: one may have the number of an invoice.
DROP INDEX facturacion.operational_expenses_document;
CREATE UNIQUE INDEX operational_expenses_document ON facturacion.operational_expenses
    (facturacion.document_key(supplier_name), facturacion.document_key(document_number), (amount < 0))
    WHERE active AND NOT repeated;

-- The notes of a purchase take off no more than it was. Whoever writes one waits for whoever writes another.
CREATE FUNCTION facturacion.check_supplier_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bought facturacion.operational_expenses;
BEGIN
    SELECT * INTO bought FROM facturacion.operational_expenses WHERE id = NEW.modifies_id FOR UPDATE;
    IF NOT bought.active OR bought.amount <= 0
       OR bought.amount + (SELECT sum(amount) FROM facturacion.operational_expenses
                            WHERE modifies_id = NEW.modifies_id AND active) < 0 THEN
        PERFORM facturacion.refuse('operational_expenses_note_fits', 'the notes are more than what they modify');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER operational_expenses_note_fits AFTER INSERT OR UPDATE OF amount, modifies_id ON facturacion.operational_expenses
    FOR EACH ROW WHEN (NEW.active AND NEW.modifies_id IS NOT NULL) EXECUTE FUNCTION facturacion.check_supplier_note();
"""

BACK = """
DROP TRIGGER operational_expenses_note_fits ON facturacion.operational_expenses;
DROP FUNCTION facturacion.check_supplier_note;
ALTER TABLE facturacion.operational_expenses DISABLE TRIGGER USER;
DELETE FROM facturacion.expense_receipts r USING facturacion.operational_expenses e WHERE e.id = r.expense_id AND e.amount < 0;
DELETE FROM facturacion.operational_expenses WHERE amount < 0;
ALTER TABLE facturacion.operational_expenses ENABLE TRIGGER USER;
ALTER TABLE facturacion.operational_expenses
    DROP CONSTRAINT operational_expenses_note,
    DROP CONSTRAINT operational_expenses_document_type,
    DROP CONSTRAINT operational_expenses_amount,
    DROP CONSTRAINT operational_expenses_iva,
    DROP CONSTRAINT operational_expenses_withheld,
    DROP CONSTRAINT operational_expenses_base_zero,
    DROP CONSTRAINT operational_expenses_stocked,
    DROP CONSTRAINT operational_expenses_stocked_by_receipt,
    DROP COLUMN modified_number, DROP COLUMN modified_authorisation, DROP COLUMN modifies_id,
    ADD CONSTRAINT operational_expenses_document_type CHECK (document_type IN ('INVOICE', 'SALE_NOTE', 'LIQUIDATION', 'OTHER')),
    ADD CONSTRAINT operational_expenses_amount CHECK (amount > 0),
    ADD CONSTRAINT operational_expenses_iva CHECK (iva >= 0 AND iva < amount),
    ADD CONSTRAINT operational_expenses_withheld CHECK (
        withheld_income >= 0 AND withheld_iva BETWEEN 0 AND iva AND withheld_income + withheld_iva < amount),
    ADD CONSTRAINT operational_expenses_base_zero CHECK (base_zero >= 0 AND base_zero <= amount - iva),
    ADD CONSTRAINT operational_expenses_stocked CHECK (stocked >= 0 AND stocked <= amount),
    ADD CONSTRAINT operational_expenses_stocked_by_receipt CHECK (stocked = 0 OR stock_receipt_id IS NOT NULL);
"""


def upgrade():
    run(NOTES)


def downgrade():
    run(BACK)
