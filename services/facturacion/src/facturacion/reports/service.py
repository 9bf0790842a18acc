"""How the owner wants the expenses shared among what was done."""

from common.web.http import must_be_current
from facturacion.reports import events
from facturacion.reports.queries import margin as queries


def share(tx, version, wish):
    must_be_current(queries.lock_sharing(tx), version)
    sharing = queries.share(tx, wish.rule)
    events.sharing_updated(tx, sharing)
    return sharing
