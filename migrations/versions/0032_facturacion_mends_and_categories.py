"""Drafts that must be mended are known to the list; a category of expenses can be renamed."""

from migrations.sql import run

revision = "0032"
down_revision = "0031"

MENDS = """
-- Whether a draft holds what no invoice takes, as of when it was last written.
ALTER TABLE facturacion.invoices ADD COLUMN needs_mending boolean NOT NULL DEFAULT false;
ALTER TABLE facturacion.invoices DISABLE TRIGGER USER;
UPDATE facturacion.invoices i SET needs_mending = true
 WHERE status = 'DRAFT'
   AND (buyer_document = ''
        OR EXISTS (SELECT FROM facturacion.invoice_lines l
                    WHERE l.invoice_id = i.id
                      AND (l.mend IS NOT NULL OR length(l.code) > 25 OR length(l.description) NOT BETWEEN 1 AND 300)));
ALTER TABLE facturacion.invoices ENABLE TRIGGER USER;
ALTER TABLE facturacion.invoices
    ADD CONSTRAINT invoices_mended CHECK (status = 'DRAFT' OR NOT needs_mending);
CREATE INDEX invoices_to_mend ON facturacion.invoices (created_at, id) WHERE needs_mending;
"""

MENDS_BACK = """
DROP INDEX facturacion.invoices_to_mend;
ALTER TABLE facturacion.invoices DROP COLUMN needs_mending;
"""

# A void expense keeps all that it was but for the name of its category, when that is called something else: until the
# renaming ends nothing refers to the old name, which the foreign key refuses at any other time.
CATEGORIES = """
ALTER TABLE facturacion.operational_expenses
    DROP CONSTRAINT operational_expenses_category,
    ADD CONSTRAINT operational_expenses_category
        FOREIGN KEY (category) REFERENCES facturacion.expense_categories (name) ON UPDATE {on_update};
CREATE OR REPLACE FUNCTION facturacion.guard_expense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT OLD.active{unless} THEN
        PERFORM facturacion.refuse('operational_expenses_frozen', 'a void expense cannot be changed');
    END IF;
    RETURN NEW;
END $$;
"""
RENAMED = """ AND (
        to_jsonb(NEW) - ARRAY['category', 'search_text', 'version', 'updated_at']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['category', 'search_text', 'version', 'updated_at']
        OR EXISTS (SELECT FROM facturacion.expense_categories WHERE name = OLD.category))"""


def upgrade():
    run(MENDS)
    run(CATEGORIES.replace("{on_update}", "CASCADE").replace("{unless}", RENAMED))
    run("GRANT UPDATE (name) ON facturacion.expense_categories TO omni_facturacion")


def downgrade():
    run("REVOKE UPDATE (name) ON facturacion.expense_categories FROM omni_facturacion")
    run(CATEGORIES.replace("{on_update}", "NO ACTION").replace("{unless}", ""))
    run(MENDS_BACK)
