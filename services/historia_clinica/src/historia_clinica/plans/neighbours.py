"""What is asked of other services about a plan; before the transaction, never within."""

from decimal import Decimal

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def treatment(id, field="treatment_id"):
    """A treatment as an item remembers it. Raises Invalid where there is none, or it is no longer offered."""
    missing = Invalid.field(field, "No existe ese tratamiento o ya no se ofrece.")
    answer = not_found_as(missing, get_services().ask("inventario", f"treatments/{id}", noun="treatments"))
    if not answer["active"]:
        raise missing
    return {
        "treatment_id": answer["id"],
        "code": answer["code"],
        "name": answer["name"],
        "unit_price": Decimal(answer["price"]),
        "duration_minutes": answer["duration_minutes"],
        "iva_code": answer["iva_code"],
    }
