"""Who signs. Pure."""

from common.problems import Forbidden


def must_be_person(user):
    if user.is_client:
        raise Forbidden("Firma una persona, no una integración.")
