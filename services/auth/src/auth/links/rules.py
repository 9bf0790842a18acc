"""Which service may ask for which link, and for how long. No HTTP, no SQL."""

from common.problems import Forbidden, Invalid
from common.suite import LINKS, prefix


def must_be_theirs(client_id, wish):
    """Raise Invalid for a scope that there is not, or a life longer than its own; Forbidden for another service's."""
    purpose = LINKS.get(wish.scope)
    if purpose is None:
        raise Invalid.field("scope", "No hay enlaces para eso.")
    if client_id != f"service-{prefix(purpose.service)}":
        raise Forbidden("Estos enlaces los pide otro servicio.")
    if wish.seconds > purpose.days * 24 * 3600:
        raise Invalid.field("seconds", f"Estos enlaces duran como máximo {purpose.days} días.")
