"""What reminders ask of other services beside how the clinic presents itself: treatments that a rule is for."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def treatments(ids):
    """[{id, name}] of treatments that are offered."""
    named = []
    for position, id in enumerate(ids):
        problem = Invalid.field(f"treatment_ids.{position}", "No existe ese tratamiento o ya no se ofrece.")
        answer = not_found_as(
            problem, get_services().ask("inventario", f"treatments/{id}", noun="treatments")
        )
        named.append({"id": answer["id"], "name": answer["name"]})
    return named
