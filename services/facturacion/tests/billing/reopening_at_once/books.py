"""What completed visits leave in stock and in money, and what of it may be left of those that were reopened: nothing."""

import os
from collections import Counter

from common.suite import SERVICES

REOPENED = int(os.environ.get("REOPENINGS", "8"))
# Lots of the product that each visit uses; the first to expire are used up on the way.
BOUGHT = (REOPENED, REOPENED, 20 * REOPENED)
ALL = "= ANY (%(visits)s)"
# What completing a visit changes in stock and money; of reopened visits, nothing is left of it.
LEFT_IN_STOCK = f"""
    SELECT (SELECT count(*) FROM (SELECT lot_id FROM inventario.stock_movements
                                   WHERE appointment_id {ALL} GROUP BY lot_id HAVING sum(quantity) <> 0) AS moved) AS lots,
           (SELECT count(*) FROM inventario.shortages WHERE appointment_id {ALL} AND resolved_at IS NULL) AS shortages
"""
LEFT_IN_BILLING = f"""
    SELECT (SELECT count(*) FROM facturacion.invoices
             WHERE appointment_id {ALL} AND status <> 'DISCARDED') AS invoices,
           (SELECT count(*) FROM (SELECT 1 FROM facturacion.result_entries WHERE appointment_id {ALL}
                                   GROUP BY day, kind, reference_id, doctor_id
                                  HAVING sum(income) <> 0 OR sum(materials) <> 0 OR sum(commission) <> 0
                                      OR sum(minutes) <> 0 OR sum(sessions) <> 0) AS entered) AS results,
           (SELECT count(*) FROM facturacion.appointment_costs WHERE appointment_id {ALL} AND cost <> 0) AS costs,
           (SELECT count(*) FROM facturacion.commission_lines WHERE appointment_id {ALL} AND accrued <> 0) AS commissions,
           (SELECT count(*) FROM facturacion.package_redemptions
             WHERE appointment_id {ALL} AND undone_at IS NULL) AS sessions,
           (SELECT count(*) FROM facturacion.quote_billings b JOIN facturacion.invoices i ON i.id = b.invoice_id
             WHERE i.appointment_id {ALL} AND b.released_at IS NULL) AS quoted
"""
# Each lot holds what came in less what the visits that stand used; the product holds what its lots do.
BOOKS = """
    SELECT p.stock_quantity AS stock, sum(l.quantity) AS lots,
           (SELECT sum(quantity) FROM inventario.stock_movements WHERE product_id = p.id) AS ledger,
           (SELECT -coalesce(sum(quantity), 0) FROM inventario.stock_movements
             WHERE product_id = p.id AND appointment_id = ANY (%(visits)s)) AS used,
           count(*) FILTER (WHERE l.quantity <> (SELECT sum(quantity) FROM inventario.stock_movements
                                                  WHERE lot_id = l.id)) AS wrong
      FROM inventario.products p JOIN inventario.lots l ON l.product_id = p.id
     WHERE p.id = %(product)s
     GROUP BY p.id
"""
INVOICES = f"""
    SELECT count(*) FROM facturacion.invoices WHERE appointment_id {ALL} AND status IN ('DRAFT', 'ISSUED')
"""
BILLED = """
    SELECT sum(l.billed) FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
     WHERE q.patient_id = ANY (%(patients)s)
"""


def must_have_left_nothing(databases, visits):
    for service, left in (("inventario", LEFT_IN_STOCK), ("facturacion", LEFT_IN_BILLING)):
        with databases[service].session() as db:
            found = db.one(left, visits=visits)
        assert set(found.values()) == {0}, found


def must_have_used(databases, visits, product, quantity):
    """The ledger, the lots and the product say the same: these visits used that much of what was bought, and nothing else did."""
    with databases["inventario"].session() as db:
        books = db.one(BOOKS, product=product, visits=visits)
    assert books["stock"] == books["lots"] == books["ledger"] == sum(BOUGHT) - books["used"]
    assert (books["used"], books["wrong"]) == (quantity, 0)


def invoices_of(databases, visits):
    """How many of them are charged or about to be."""
    with databases["facturacion"].session() as db:
        return db.value(INVOICES, visits=visits)


def billed_of(databases, patients):
    """How many sessions of these patients' quotes are on an invoice."""
    with databases["facturacion"].session() as db:
        return db.value(BILLED, patients=patients)


def waiting(databases):
    """What the three have not told other services yet, by service and subscriber; what leaves the building is of others' tests."""
    left = Counter()
    for service in ("citas", "inventario", "facturacion"):
        with databases[service].session() as db:
            rows = db.all("SELECT subscriber, count(*) AS waiting FROM deliveries GROUP BY subscriber")
            left.update(
                {
                    (service, row["subscriber"]): row["waiting"]
                    for row in rows
                    if row["subscriber"] in SERVICES
                }
            )
    return left
