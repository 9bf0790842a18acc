"""What the other services hold about a patient, asked as the caller when the copy is asked for."""

from common.messages.client import get_services
from common.problems import Forbidden, Unavailable
from common.suite import NAMES

# Pages of a hundred; whoever has more than this has not been seen yet.
MOST_PAGES = 50


def about(patient_id):
    """(what they told by its name, what the caller may not see)."""
    told, refused = {}, []
    for name, ask in (
        ("citas", lambda: _rows("citas", "appointments", patient_id)),
        ("facturas", lambda: _rows("facturacion", "invoices", patient_id)),
        ("cuenta", lambda: _one("facturacion", f"patients/{patient_id}/account")),
    ):
        try:
            told[name] = ask()
        except Forbidden:
            refused.append(name)
    return told, refused


def _one(service, path, **params):
    answer = get_services().ask(service, path, **params)
    if answer is None:
        raise Unavailable(f"El servicio de {NAMES[service]} no responde. Intente de nuevo.", retry_after=2)
    return answer


def _rows(service, path, patient_id):
    rows, after = [], None
    for _ in range(MOST_PAGES):
        more = {"after": after} if after else {}
        page = _one(service, path, patient_id=patient_id, limit=100, **more)
        rows += page["data"]
        after = page["next"]
        if after is None:
            break
    return rows
