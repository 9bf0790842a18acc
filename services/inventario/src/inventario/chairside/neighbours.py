"""What is asked of other services about what was used; before the transaction, never within."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid
from common.store.sql import only


def visit(id):
    """A visit as a use remembers it: its patient and how it stands. Raises Invalid where there is none."""
    missing = Invalid.field("appointment_id", "Esa cita no existe.")
    answer = not_found_as(missing, get_services().ask("citas", f"appointments/{id}"))
    return only(answer, "id", "status") | {"patient": only(answer["patient"], "id", "name")}
