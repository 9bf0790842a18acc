"""What commissions ask of other services, over HTTP: before the transaction."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def doctor_of(id):
    """The professional. Raises Invalid where there is none."""
    missing = Invalid.field("doctor_id", "No existe ese profesional.")
    return not_found_as(missing, get_services().ask("auth", f"practitioners/{id}", noun="users"))


def treatment_of(id):
    """The treatment; None without an id. Raises Invalid where there is none."""
    if id is None:
        return None
    missing = Invalid.field("treatment_id", "No existe ese tratamiento.")
    return not_found_as(missing, get_services().ask("inventario", f"treatments/{id}", noun="treatments"))
