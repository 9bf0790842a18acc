"""What quotes ask of other services, over HTTP: before the transaction."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def doctor_of(appointment_id, patient_id):
    """Whose appointment it is, {"id", "name"}; None without one. Raises Invalid for another patient's."""
    if appointment_id is None:
        return None
    missing = Invalid.field("appointment_id", "No existe esa cita.")
    appointment = not_found_as(missing, get_services().ask("citas", f"appointments/{appointment_id}"))
    if appointment["patient"]["id"] != patient_id:
        raise Invalid.field("appointment_id", "Esa cita es de otro paciente.")
    return appointment["doctor"]
