"""What reminders ask of other services: how the clinic presents itself, and treatments that a rule is for."""

import time

import requests

from common.messages.client import TIMEOUT, get_services, not_found_as
from common.problems import Invalid, Unavailable
from common.suite import AUTH, NAMES, prefix

REMEMBERED_SECONDS = 60
remembered = {}


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


def clinic_of_caller():
    services = get_services()
    return clinic(services.settings, services.session)


def treatments(ids):
    """[{id, name}] of treatments that are offered."""
    named = []
    for position, id in enumerate(ids):
        problem = Invalid.field(f"treatment_ids.{position}", "No existe ese tratamiento o ya no se ofrece.")
        answer = not_found_as(
            problem, get_services().ask("inventario", f"treatments/{id}", noun="treatments")
        )
        named.append({"id": answer["id"], "name": answer["name"]})
    return named
