"""What is asked of others about accesses."""

from common.messages.client import get_services
from common.problems import Unavailable
from common.suite import NAMES


def accesses(patient_id, first, last):
    """What each person did about the patient from day `first` to day `last`, as the register of activity has it."""
    period = {"from": first.isoformat(), "to": last.isoformat()}
    answer = get_services().ask("logs", "logs/accesses", patient_id=patient_id, **period)
    if answer is None:
        raise Unavailable(f"El servicio de {NAMES['logs']} no responde. Intente de nuevo.", retry_after=2)
    return answer
