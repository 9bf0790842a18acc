"""A quote put together with what hangs from it."""

from common.clock import clinic_today
from common.web.http import found
from facturacion.quotes.queries import acceptances, quotes

NOT_FOUND = "No existe ese presupuesto."


def detail(db, id):
    today = clinic_today()
    return found(quotes.get(db, id, today), NOT_FOUND) | {
        "lines": quotes.lines(db, id),
        "discounts": quotes.discounts(db, id),
        "acceptances": acceptances.of_quote(db, id),
        "billings": acceptances.billings(db, id),
        "editions": quotes.editions(db, id, today),
    }
