"""How the waiting room shortens names and guesses waits. Neither HTTP nor SQL: values in, a value or a Problem out."""

from datetime import timedelta

from common.problems import Invalid

SHOW = "waiting_room:show"
# A screen hangs on its wall for a year; whoever takes it down withdraws its link.
LINK_SECONDS = 365 * 86_400
# How long whoever was called stays large on the screen.
CALLED_SECONDS = 60
# Names of the clinic's day that a screen holds.
WAITING, CALLS = 8, 4


def must_redden_later(amber_minutes, red_minutes):
    if red_minutes <= amber_minutes:
        raise Invalid.field("red_minutes", "Debe ser mayor que los minutos en ámbar.")


def called(name, how):
    """A patient as strangers may read them: «María», «María F. V.» or «M. F. V.»; never a surname.

    Of four words and more the first surname is known (the third); of three either may be it.
    """
    words = [word for word in name.split() if word[0].isupper()] or name.split()
    if not words:
        return "—"
    first, rest = words[0], words[1:]
    if how == "FIRST":
        return first
    if len(rest) > 2:
        rest = rest[1:2]
    initials = [f"{word[0]}." for word in rest]
    return " ".join([first if how == "FIRST_INITIAL" else f"{first[0]}.", *initials])


def estimated(waiting, in_chair, now):
    """About how many minutes each who waits still will: until their professional is done with who is in the chair and with
    who comes before. By the hours that were booked, so a guess; a visit that runs over counts as about to end.
    """
    free = {}
    for visit in in_chair:
        doctor = visit["doctor_id"]
        free[doctor] = max(free.get(doctor, now), visit["end_time"])
    minutes = {}
    for visit in sorted(waiting, key=lambda visit: visit["start_time"]):
        doctor = visit["doctor_id"]
        begins = max(free.get(doctor, now), now)
        minutes[visit["id"]] = round((begins - now) / timedelta(minutes=1))
        free[doctor] = begins + (visit["end_time"] - visit["start_time"])
    return minutes


def wall(visits, settings, now):
    """The screen: who was called lately, and who waits, each by a short name; no surname, treatment or debt."""
    waiting = sorted(
        (visit for visit in visits if visit["status"] == "ARRIVED"),
        key=lambda visit: (visit["start_time"], visit["id"]),
    )
    started = sorted(
        (
            visit
            for visit in visits
            if visit["status"] in ("IN_PROGRESS", "COMPLETED") and visit["started_at"] is not None
        ),
        key=lambda visit: visit["started_at"],
        reverse=True,
    )
    minutes = estimated(waiting, [visit for visit in visits if visit["status"] == "IN_PROGRESS"], now)
    return {
        "now": now,
        "note": settings["note"],
        "called_seconds": CALLED_SECONDS,
        "calls": [
            {
                "name": called(visit["patient_name"], settings["names"]),
                "room": visit["room_name"],
                "doctor": visit["doctor_name"],
                "called_at": visit["started_at"],
            }
            for visit in started[:CALLS]
        ],
        "waiting": [
            {
                "name": called(visit["patient_name"], settings["names"]),
                "doctor": visit["doctor_name"],
                "minutes": minutes[visit["id"]],
            }
            for visit in waiting[:WAITING]
        ],
        "waiting_total": len(waiting),
    }
