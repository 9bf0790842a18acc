"""What schedules ask of other services, over HTTP: before the transaction."""

import time

import requests

from common.messages.client import TIMEOUT, get_services, not_found_as
from common.problems import NotFound, Unavailable
from common.suite import AUTH, NAMES, prefix

REMEMBERED_SECONDS = 60
remembered = {}


def practitioners():
    """{id: name} of whoever attends today."""
    answer = get_services().ask("auth", "practitioners", noun="users")
    return {row["id"]: row["full_name"] for row in answer["data"]}


def doctor(id, problem=None):
    """{id, name} of someone who attends; else `problem` (by default: no such doctor)."""
    problem = problem or NotFound("No existe ese profesional o ya no atiende.")
    answer = not_found_as(problem, get_services().ask("auth", f"practitioners/{id}", noun="users"))
    return {"id": answer["id"], "name": answer["full_name"]}


def treatment(id):
    """{id, name} of a treatment of the catalogue."""
    problem = NotFound("No existe ese tratamiento.")
    answer = not_found_as(problem, get_services().ask("inventario", f"treatments/{id}", noun="treatments"))
    return {"id": answer["id"], "name": answer["name"]}


def clinic_of_caller():
    """The clinic, in a request."""
    services = get_services()
    return clinic(services.settings, services.session)


def clinic(settings, session):
    """Name, address and phone, as they hang at its door. Raises Unavailable where auth does not answer."""
    url = f"{settings.url(AUTH)}/api/{prefix(AUTH)}/clinic"
    until, answer = remembered.get(url, (0.0, None))
    if time.monotonic() < until:
        return answer
    try:
        response = session.get(url, timeout=TIMEOUT)
        response.raise_for_status()
        answer = response.json()
    except requests.RequestException:
        raise Unavailable(
            f"El servicio de {NAMES[AUTH]} no responde. Intente de nuevo.", retry_after=2
        ) from None
    remembered[url] = (time.monotonic() + REMEMBERED_SECONDS, answer)
    return answer
