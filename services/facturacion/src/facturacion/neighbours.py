"""What several sub-domains ask of historia_clinica, over HTTP: before the transaction."""

from common.messages.client import get_services, not_found_as
from common.problems import Invalid


def patient_of(id):
    """The patient; None without an id. Raises Invalid where there is no such patient."""
    if id is None:
        return None
    return not_found_as(Invalid.field("patient_id", "No existe ese paciente."), summary_of(id))


def summary_of(id):
    """The patient, or None where there is no such patient."""
    return get_services().ask("historia_clinica", f"patients/{id}/summary", noun="patients")
