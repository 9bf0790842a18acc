"""What is asked of `auth` about roles; before the transaction."""

from common.messages.client import get_services
from common.problems import Unavailable


def readers():
    """The names of the roles that read notes."""
    answer = get_services().ask("auth", "roles/readers", noun="roles")
    if answer is None:
        raise Unavailable("El servicio de usuarios no responde. Intente de nuevo.", retry_after=2)
    return {role["name"] for role in answer["data"]}
