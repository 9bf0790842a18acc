"""The page is published, changed or closed."""

from citas.self_booking import events
from citas.self_booking.queries import settings as queries
from common.problems import Conflict
from common.web.http import must_be_current


def replace(tx, version, new, mails):
    """Raises Conflict for a page without mail: nobody could confirm theirs."""
    before = queries.lock(tx)
    must_be_current(before, version)
    if new.enabled and not mails:
        raise Conflict(
            "Sin servidor de correo no se puede publicar: cada reserva se confirma con un código por correo."
        )
    after = queries.update(tx, **new.model_dump() | {"note": new.note or None})
    events.settings_updated(tx, before, after)
    return after
