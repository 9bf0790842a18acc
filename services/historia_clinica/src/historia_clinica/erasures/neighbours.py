"""What other services hold of a person, asked before the transaction, as the caller."""

from common.messages.client import get_services
from common.problems import Unavailable
from common.suite import NAMES


def holdings(patient_id):
    """(of citas, of facturacion): what would go, what must stay, what is open."""
    return tuple(_ask(service, patient_id) for service in ("citas", "facturacion"))


def _ask(service, patient_id):
    answer = get_services().ask(service, f"patients/{patient_id}/holdings")
    if answer is None:
        raise Unavailable(f"El servicio de {NAMES[service]} no responde. Intente de nuevo.", retry_after=2)
    return answer
