"""Who reads a patient's background. Pure: values in, a Problem or nothing out."""

from common.permissions import words
from common.problems import Forbidden


def must_see_alerts(user):
    """Allergies and conditions have a permission of their own, and half a background misleads."""
    if not user.may("alerts:read"):
        raise Forbidden(
            f"Los antecedentes dicen alergias y condiciones: su rol no tiene el permiso {words('alerts:read')}."
        )
