"""Sales: what was sold, charged and collected in a span of days, from the sums kept by day, and the lines behind them."""

from common.web.paging import Listing
from facturacion.reports.queries.dashboard import DAYS

SOLD = """(SELECT day, kind, reference_id, doctor_id, name, doctor_name, income, quantity FROM facturacion.result_sales
             UNION ALL
            SELECT day, kind, reference_id, doctor_id, name, doctor_name, income, quantity
              FROM facturacion.result_changes
             WHERE income <> 0 OR quantity <> 0)"""
RECEIVED = """(SELECT day, method, collected, payments FROM facturacion.result_methods
                 UNION ALL
                SELECT day, method, collected, payments FROM facturacion.result_changes WHERE method IS NOT NULL)"""
CATEGORY = """LEFT JOIN facturacion.item_categories c
               ON (c.kind, c.reference_id) = (sold.kind, sold.reference_id)"""
# What groups the sums of each view: its columns, and what they are grouped by.
GROUPS = {
    "treatment": (
        "sold.kind, sold.reference_id, CASE WHEN sold.kind IS NOT NULL THEN max(sold.name) END AS name, max(c.category) AS category",
        "sold.kind, sold.reference_id",
    ),
    "professional": ("sold.doctor_id, max(sold.doctor_name) AS name", "sold.doctor_id"),
    "category": ("c.category, c.category AS name", "c.category"),
}
BY_ITEM = {by: f"""
    SELECT {columns}, sum(sold.income) AS income, sum(sold.quantity) AS quantity
      FROM {SOLD} AS sold {CATEGORY}
     WHERE sold.day BETWEEN %(first)s AND %(last)s
     GROUP BY {group}
    HAVING sum(sold.income) <> 0 OR sum(sold.quantity) <> 0
     ORDER BY income DESC, name, {group}""" for by, (columns, group) in GROUPS.items()}
# By day or by month: what %(step)s says.
BY_TIME = f"""
    SELECT date_trunc(%(step)s, day)::date AS day, sum(income) AS income, sum(charged) AS charged,
           sum(collected) AS collected, sum(invoices)::bigint AS count
      FROM {DAYS} AS known
     WHERE day BETWEEN %(first)s AND %(last)s
     GROUP BY date_trunc(%(step)s, day)::date
    HAVING sum(income) <> 0 OR sum(charged) <> 0 OR sum(collected) <> 0 OR sum(invoices) <> 0
     ORDER BY 1
"""
BY_METHOD = f"""
    SELECT method, sum(collected) AS collected, sum(payments)::bigint AS count
      FROM {RECEIVED} AS received
     WHERE day BETWEEN %(first)s AND %(last)s
     GROUP BY method
    HAVING sum(collected) <> 0 OR sum(payments) <> 0
     ORDER BY collected DESC, method
"""

SORTS = {"day": ("e.day", "%(after)s::text::date")}
# What a row is about; of what is not asked, anything. `without` is what belongs to none of the rows of that view.
ABOUT = """(%(kind)s IS NULL OR e.kind = %(kind)s AND e.reference_id = %(reference_id)s)
           AND (%(doctor_id)s IS NULL OR e.doctor_id = %(doctor_id)s)
           AND (%(category)s IS NULL OR EXISTS (
                SELECT FROM facturacion.item_categories c
                 WHERE (c.kind, c.reference_id) = (e.kind, e.reference_id) AND c.category = %(category)s))
           AND (%(without)s IS DISTINCT FROM 'treatment' OR e.kind IS NULL)
           AND (%(without)s IS DISTINCT FROM 'professional' OR e.doctor_id IS NULL)
           AND (%(without)s IS DISTINCT FROM 'category' OR NOT EXISTS (
                SELECT FROM facturacion.item_categories c
                 WHERE (c.kind, c.reference_id) = (e.kind, e.reference_id)))"""
# Each entry of income in the ledger: a line of an invoice, of its annulment or of its credit note.
LINES = Listing(
    """e.id, e.day, e.source, i.id AS invoice_id, i.number, i.buyer_name, e.kind, e.reference_id,
               e.name, e.doctor_name, NULL::text AS method, e.income AS amount""",
    "facturacion.result_entries e",
    f"e.income <> 0 AND e.day BETWEEN %(first)s AND %(last)s AND {ABOUT}",
    SORTS,
    id="e.id",
    joins="""LEFT JOIN facturacion.invoices i
                 ON i.id = e.source_id AND e.source IN ('INVOICE', 'ANNULMENT', 'CREDIT_NOTE')""",
)
# What came and went by one method: payments that stand, and money on account, which has ids below zero. No WHERE stands in
# the parts of the UNION: PostgreSQL would then sort each whole instead of reading it in the order of its index.
PAYMENTS = Listing(
    """e.id, e.day, e.source, e.invoice_id, i.number, i.buyer_name, NULL::text AS kind,
               NULL::bigint AS reference_id, NULL::text AS name, NULL::text AS doctor_name, e.method, e.amount""",
    """(SELECT p.id, p.received_on AS day, 'PAYMENT' AS source, p.invoice_id, p.method, p.amount, p.voided_at
          FROM facturacion.payments p
         UNION ALL
        SELECT -m.id, m.day, m.kind, m.invoice_id, m.method, CASE m.kind WHEN 'DEPOSIT' THEN m.amount ELSE -m.amount END,
               NULL
          FROM facturacion.account_movements m) AS e
          LEFT JOIN facturacion.invoices i ON i.id = e.invoice_id""",
    "e.voided_at IS NULL AND e.method = %(method)s AND e.day BETWEEN %(first)s AND %(last)s",
    SORTS,
    id="e.id",
)


def by_item(db, by, first, last):
    """`by` is one of GROUPS."""
    return db.all(BY_ITEM[by], first=first, last=last)


def by_time(db, step, first, last):
    """`step` is "day" or "month"."""
    return db.all(BY_TIME, step=step, first=first, last=last)


def by_method(db, first, last):
    return db.all(BY_METHOD, first=first, last=last)


def categorise(tx, kind, reference_id, category):
    """Remember the category of a treatment or product."""
    tx.run(
        """
        INSERT INTO facturacion.item_categories (kind, reference_id, category)
             VALUES (%(kind)s, %(reference_id)s, %(category)s)
        ON CONFLICT (kind, reference_id) DO UPDATE SET category = EXCLUDED.category
        """,
        kind=kind,
        reference_id=reference_id,
        category=category,
    )
