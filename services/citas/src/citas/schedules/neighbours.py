"""What schedules ask of other services, over HTTP: before the transaction."""

from common.messages.client import get_services, not_found_as
from common.problems import NotFound


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
