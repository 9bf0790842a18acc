"""What reports ask of other services, over HTTP."""

from common.messages.client import get_services
from common.problems import NotFound


def recipe_of(treatment_id):
    """The recipe of a treatment as inventario has it today. Raises NotFound where there is no such treatment."""
    recipe = get_services().ask("inventario", f"treatments/{treatment_id}/recipe")
    if recipe is None:
        raise NotFound("No existe ese tratamiento.")
    return recipe
