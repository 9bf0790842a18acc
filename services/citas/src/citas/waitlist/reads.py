"""Reads that compute: what is still free of a freed hour, who could come, and to whom it was offered."""

from datetime import UTC, datetime, timedelta

from citas.appointments.reads.free import gaps_of
from citas.openings import ANYTIME, known_or
from citas.needs import Needs, needs_of
from citas.schedules.queries import hours, rooms
from citas.schedules.reads import needs as needs_of_treatments
from citas.waitlist import rules
from citas.waitlist.queries import gaps as queries
from citas.waitlist.queries import offers
from common.clock import clinic_today, clinic_zone

SHORTEST_MINUTES = 10
NOTHING = Needs()


def gaps(db, appointment_id=None):
    """Freed hours to come that are free or were given to somebody of the list."""
    rows = queries.to_come(db, appointment_id, datetime.now(UTC))
    given = {row["id"]: [] for row in rows}
    for offer in offers.of_gaps(db, list(given)):
        given[offer["gap_id"]].append(offer)
    found = (described(db, row, given[row["id"]]) for row in rows)
    return [row for row in found if row["state"] != "TAKEN" or row["offers"]]


def gaps_by_id(db, id):
    """One freed hour, as the list shows it."""
    return described(db, queries.get(db, id), offers.of_gaps(db, [id]))


def described(db, row, given):
    """A freed hour with its offers: what is free of it, and how many could come."""
    gap = free_of(db, row)
    state = "OFFERED" if any(offer["state"] == "OPEN" for offer in given) else "FREE"
    fit = ranking(db, row, gap)[0] if gap else []
    if gap:
        row = row | {"start_time": gap.start_time, "end_time": gap.end_time}
    automatic = {"automatic": gap is not None and row["offer_at"] is not None}
    return row | automatic | {"state": state if gap else "TAKEN", "fits": len(fit), "offers": given}


def free_of(db, row):
    """The longest piece of a freed hour that its doctor and room still have, or None."""
    now = datetime.now(UTC)
    since = max(row["start_time"], now)
    last = row["end_time"].astimezone(clinic_zone()).date()
    if since >= row["end_time"]:
        return None
    doctor = row["doctor"]["id"]
    weeks = {doctor: known_or(hours.of_doctor(db, doctor), ANYTIME)}
    room = rooms.get(db, row["room"]["id"]) if row["room"] else None
    free = gaps_of(db, weeks, since, last, room_id=room and room["id"])[doctor]
    pieces = [
        rules.Gap(doctor, max(opens, since), min(closes, row["end_time"]), room and room["kind"])
        for opens, closes in free
        if opens < row["end_time"] and closes > since
    ]
    longest = max(pieces, key=lambda piece: piece.minutes, default=None)
    return longest if longest and longest.minutes >= SHORTEST_MINUTES else None


def ranking(db, row, gap):
    """(who fits, who does not) of whoever waits."""
    waiting = queries.waiting(db, row["id"], gap.start_time, gap.end_time, clinic_today())
    return rules.ranked(with_needs(db, row, gap, waiting), gap, datetime.now(UTC), clinic_zone())


def with_needs(db, row, gap, waiting):
    """Whoever waits, with what their treatments need and whether room and equipment are free for it (`place_free`)."""
    wished = {line["treatment_id"] for entry in waiting for line in entry["treatments"]}
    known = {rule["treatment_id"]: rule for rule in needs_of_treatments(db, sorted(wished))[0]}
    looked_at = {}
    for entry in waiting:
        ids = {line["treatment_id"] for line in entry["treatments"]} & known.keys()
        entry["needs"] = needs = needs_of([known[id] for id in ids])
        if needs.occupies == NOTHING.occupies:
            entry["place_free"] = True
            continue
        if needs not in looked_at:
            looked_at[needs] = place_of(db, row, gap, needs)
        until = gap.start_time + timedelta(minutes=entry["minutes"])
        entry["place_free"] = any(
            opens <= gap.start_time and until <= closes for opens, closes in looked_at[needs]
        )
    return waiting


def place_of(db, row, gap, needs):
    """When the room of a freed hour and the equipment of `needs` are free around it."""
    last = gap.end_time.astimezone(clinic_zone()).date()
    room_id = row["room"] and row["room"]["id"]
    weeks = {gap.doctor_id: ANYTIME}
    return gaps_of(db, weeks, gap.start_time, last, room_id=room_id, **needs.occupies)[gap.doctor_id]


def candidates(db, row):
    """Who could come, ranked, and why each of the others could not."""
    gap = free_of(db, row)
    fit, unfit = ranking(db, row, gap) if gap else ([], [])
    return {"fit": [told(one) for one in fit], "unfit": [told(one) for one in unfit]}


def told(row):
    """A place of the ranking, as it is shown."""
    entry = row["entry"]
    return {
        "entry_id": entry["id"],
        "patient": {
            "id": entry["patient_id"],
            "name": entry["patient_name"],
            "phone": entry["patient_phone"],
        },
        "minutes": entry["minutes"],
        "place": row["place"],
        "points": row["points"],
        "reason": row["reason"],
    }
