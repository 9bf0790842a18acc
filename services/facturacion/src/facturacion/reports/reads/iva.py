"""The books of IVA of a month."""

from common.clock import clinic_today
from facturacion.reports.queries import iva as queries
from facturacion.reports.rules import spans

# As many documents as one book lists; how many there are, and what they come to, is told of all.
LISTED = 5000


def books(db, month):
    """Sales and purchases of a month, document by document, and the IVA charged less the IVA paid."""
    first, last = spans.month_of(month, clinic_today())
    sold, bought = queries.sales_total(db, first, last), queries.purchases_total(db, first, last)
    return {
        "month": f"{first:%Y-%m}",
        "sales": {"rows": queries.sales(db, first, last, LISTED), "total": sold},
        "purchases": {"rows": queries.purchases(db, first, last, LISTED), "total": bought},
        "balance": sold["iva"] - bought["iva"],
    }
