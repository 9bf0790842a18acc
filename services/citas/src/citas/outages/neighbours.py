"""What the package asks of others, as whoever takes it; before any transaction."""

from citas.outages.rules import ASKED_AT_ONCE
from common.messages.client import get_services
from common.problems import Problem


def alerts(patient_ids):
    """What the record warns of each patient, by id; without an answer nothing: the agenda is worth having all the same."""
    known, ids = {}, sorted(set(patient_ids))
    try:
        for first in range(0, len(ids), ASKED_AT_ONCE):
            asked = ",".join(map(str, ids[first : first + ASKED_AT_ONCE]))
            answer = get_services().ask("historia_clinica", "patients/alerts", ids=asked)
            known |= {row["patient_id"]: row for row in answer["data"]}
    except Problem:
        return {}
    return known
