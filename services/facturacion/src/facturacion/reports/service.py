"""How the owner wants the expenses shared among what was done, and what the sales are grouped by."""

from common.web.http import must_be_current
from facturacion.reports import events
from facturacion.reports.queries import margin as queries
from facturacion.reports.queries import sales


def share(tx, version, wish):
    must_be_current(queries.lock_sharing(tx), version)
    sharing = queries.share(tx, wish.rule)
    events.sharing_updated(tx, sharing)
    return sharing


def categorise(tx, kind, reference_id, category):
    """Remember the category of a treatment or product, where it is told."""
    if category:
        sales.categorise(tx, kind, reference_id, category)
