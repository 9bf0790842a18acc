"""What is asked of other services about a document; before the transaction, never within."""

from common.messages.client import get_services
from common.problems import Invalid


def check_appointment(id, patient_id):
    """Ask citas whether the appointment is the patient's. Raises Invalid where it is not, or where there is none."""
    if id is None:
        return
    appointment = get_services().ask("citas", f"appointments/{id}")
    if appointment is None:
        raise Invalid.field("appointment_id", "Esa cita no existe.")
    if appointment["patient"]["id"] != patient_id:
        raise Invalid.field("appointment_id", "Esa cita es de otro paciente.")
