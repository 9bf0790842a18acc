"""What is asked of other services about a note; before the transaction, never within."""

from common.messages.client import get_services
from historia_clinica.notes import rules


def check_appointment(id, patient_id):
    """Ask citas whether the appointment is the patient's. Raises Invalid where it is not, or where there is none."""
    if id is not None:
        rules.must_be_of_patient(get_services().ask("citas", f"appointments/{id}"), patient_id)
