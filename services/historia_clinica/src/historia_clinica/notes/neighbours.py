"""What is asked of other services about a note; before the transaction, never within."""

from datetime import UTC, datetime

from common.messages.client import get_services
from historia_clinica.notes import rules


def check_appointment(id, patient_id):
    """Ask citas whether the appointment is the patient's. Raises Invalid where it is not, or where there is none."""
    if id is not None:
        rules.must_be_of_patient(get_services().ask("citas", f"appointments/{id}"), patient_id)


def check_paper(paper):
    """Ask citas whether the clinic worked on paper at that hour. Raises Invalid where it did not."""
    if paper is not None:
        outage = get_services().ask("citas", f"outages/{paper.outage_id}")
        rules.must_be_of_outage(outage, paper.attended_at, datetime.now(UTC))
