"""A quote put together with what hangs from it."""

from common.clock import clinic_today
from common.web.http import found
from facturacion.quotes import queries

NOT_FOUND = "No existe ese presupuesto."


def detail(db, id):
    today = clinic_today()
    return found(queries.get(db, id, today), NOT_FOUND) | {
        "lines": queries.lines(db, id),
        "discounts": queries.discounts(db, id),
        "acceptances": queries.acceptances(db, id),
        "billings": queries.billings(db, id),
        "editions": queries.editions(db, id, today),
    }
