"""Decisions about what is used at the chair and what makes it sterile. Pure: values in, values or Problems out."""

from datetime import timedelta

from common.problems import Conflict, Invalid

# Visits of which nothing is used: nobody was attended.
NEVER = ("CANCELLED", "NO_SHOW")
MOST_PACKS = 60


def must_be_attended(visit):
    if visit["status"] in NEVER:
        raise Conflict("Esa cita no se atendió: nada se usó en ella.")


def must_not_be_ahead(at, now):
    if at > now + timedelta(minutes=5):
        raise Invalid.field("started_at", "La hora no puede ser futura.")


def packs_of(wished, day):
    """Each pack of a cycle with its place: `wished` names contents, how many of them, and for how many days they stay sterile."""
    packs = [
        {"contents": one.contents, "sterile_until": day + timedelta(days=one.sterile_days)}
        for one in wished
        for _ in range(one.count)
    ]
    if len(packs) > MOST_PACKS:
        raise Invalid.field("packs", f"Un ciclo tiene hasta {MOST_PACKS} paquetes.")
    return [pack | {"position": place} for place, pack in enumerate(packs, 1)]


def reading(biological, author, now):
    """Who read the spores and when, of a result; nobody, while there is none."""
    read = biological in ("PASSED", "FAILED")
    return {
        "biological": biological,
        "biological_at": now if read else None,
        "biological_by_id": author.id if read else None,
        "biological_by_name": author.name if read else None,
    }
