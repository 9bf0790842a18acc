"""What packages ask of other services, over HTTP: before the transaction."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def priced(items):
    """The items of a package with what each treatment is called and costs. Raises Invalid where one does not exist."""
    return [priced_item(place, item.treatment_id, item.sessions) for place, item in enumerate(items)]


def priced_item(place, id, sessions):
    missing = Invalid.field(f"items.{place}.treatment_id", "No existe ese tratamiento.")
    treatment = not_found_as(missing, get_services().ask("inventario", f"treatments/{id}", noun="treatments"))
    return {
        "treatment_id": id,
        "treatment_name": treatment["name"],
        "list_price": treatment["price"],
        "sessions": sessions,
    }
