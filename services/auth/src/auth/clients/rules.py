"""What the clinic decided about API clients. No HTTP, no SQL."""

from common.problems import Conflict


def must_not_be_of_the_installation(client):
    if client["system"]:
        raise Conflict("Este cliente es parte de la instalación y se configura en el servidor.")
