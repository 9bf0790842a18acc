"""Sales by item, professional, category and method: sums by day that reports read, and what the catalogue calls a category."""

from pathlib import Path

from migrations.sql import run

revision = "0040"
down_revision = "0039"

TABLES = Path(__file__).with_suffix(".sql")

# What an installation has sold and collected so far.
KNOWN = """
INSERT INTO facturacion.result_sales (day, kind, reference_id, doctor_id, name, doctor_name, income, quantity)
SELECT day, kind, reference_id, doctor_id, max(name), max(doctor_name), sum(income), sum(quantity)
  FROM (SELECT day, kind, reference_id, doctor_id, name, doctor_name, income, 0 AS quantity
          FROM facturacion.result_entries
         WHERE income <> 0
         UNION ALL
        SELECT i.issue_date, entered.kind, entered.reference_id, i.doctor_id, l.description, i.doctor_name, 0, l.quantity
          FROM facturacion.invoices i
          JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
         CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
         WHERE i.status = 'ISSUED'
         UNION ALL
        SELECT n.issue_date, entered.kind, entered.reference_id, i.doctor_id, l.description, i.doctor_name, 0, -c.quantity
          FROM facturacion.credit_notes n
          JOIN facturacion.credit_note_lines c ON c.credit_note_id = n.id
          JOIN facturacion.invoices i ON i.id = n.invoice_id
          JOIN facturacion.invoice_lines l ON l.id = c.invoice_line_id
         CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered) AS sold
 GROUP BY day, kind, reference_id, doctor_id;
INSERT INTO facturacion.result_methods (day, method, collected, payments)
SELECT day, method, sum(amount), count(*)
  FROM (SELECT received_on AS day, method, amount FROM facturacion.payments WHERE voided_at IS NULL
         UNION ALL
        SELECT day, method, CASE kind WHEN 'DEPOSIT' THEN amount ELSE -amount END
          FROM facturacion.account_movements
         WHERE method IS NOT NULL) AS received
 GROUP BY day, method;
INSERT INTO facturacion.item_categories (kind, reference_id, category)
SELECT 'TREATMENT', id, category FROM inventario.treatments
 UNION ALL
SELECT 'PRODUCT', id, category FROM inventario.products;
"""

BACK = """
SELECT pg_advisory_xact_lock(hashtext('facturacion.fold_results'));
DROP TRIGGER credit_note_lines_sold ON facturacion.credit_note_lines;
DROP TRIGGER invoices_sold ON facturacion.invoices;
DROP FUNCTION facturacion.count_credited, facturacion.count_sold;
SELECT facturacion.fold_results();
DROP INDEX facturacion.result_entries_sold, facturacion.result_entries_sold_of_item, facturacion.result_entries_sold_by,
    facturacion.payments_by_method;
DROP TABLE facturacion.item_categories, facturacion.result_methods, facturacion.result_sales;
ALTER TABLE facturacion.result_changes DROP COLUMN quantity, DROP COLUMN method, DROP COLUMN payments;
"""
# The three functions as they were.
BEFORE = Path(__file__).with_name("0030_facturacion_results.sql")
ACCOUNTS = Path(__file__).with_name("0034_facturacion_accounts_triggers.sql")


def upgrade():
    run(TABLES.read_text())
    run(KNOWN)


def downgrade():
    run(BACK)
    for file, name in ((BEFORE, "fold_results"), (BEFORE, "count_payment"), (ACCOUNTS, "count_movement")):
        run("CREATE OR REPLACE FUNCTION" + function_of(file.read_text(), name))


def function_of(sql, name):
    """What follows CREATE FUNCTION, to its end."""
    start = sql.index(f" facturacion.{name}()", sql.index(f"CREATE FUNCTION facturacion.{name}()"))
    return sql[start : sql.index("END $$;", start) + len("END $$;")]
