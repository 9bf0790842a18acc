"""Free time of doctors, rooms and equipment, and where in it a visit fits."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from citas.appointments.queries import agenda as queries
from citas.moments import bounds
from citas.openings import (
    USUAL_HOURS,
    edges,
    free_time,
    halves,
    kept_from,
    known_or,
    on_grid,
    slots,
    subtract,
)
from citas.needs import must_be_met
from citas.schedules.queries import hours, rooms, treatment_rules
from citas.schedules.reads import closed_days
from citas.schedules.reads import needs as needs_of_treatments
from common.clock import clinic_zone
from common.store.sql import only
from common.web.auth import me

# How far each one's next free hour is looked for: near first, for most have one.
NEXT = (timedelta(days=6), timedelta(days=30))


def gaps_of(db, weeks, since, last, room_id=None, **narrowed):
    """{doctor: free time} from `since` to the day `last`, of the doctors whose `weeks` are given, for one room or none.

    `narrowed` as that of `gaps_of_rooms`.
    """
    return gaps_of_rooms(db, weeks, since, last, [room_id], **narrowed)[room_id]


def gaps_of_rooms(
    db,
    weeks,
    since,
    last,
    room_ids,
    patient_id=None,
    exclude_id=None,
    holder_id=None,
    part="ANY",
    preparation_minutes=0,
    cleaning_minutes=0,
    equipment_ids=(),
):
    """{room: {doctor: free time}} for each of these rooms; None is no room at all.

    What is free is free for the room, the equipment and the patient too, and held by nobody but `holder_id`; the room and the
    equipment are free for the preparation before it and the cleaning after it as well. `part` of the day: ANY, MORNING or
    AFTERNOON.
    """
    zone = clinic_zone()
    first = since.astimezone(zone).date()
    rooms = [id for id in room_ids if id is not None]
    taking = patient_id, equipment_ids, exclude_id, holder_id
    busy = queries.busy(db, weeks, rooms, *taking, since, bounds(last)[1])
    shut = [*closures(db, first, last), *halves(part, first, last, zone)]
    taken, of_rooms, pieces = {doctor: [] for doctor in weeks}, {}, {}
    for row in busy:
        span = row["start_time"], row["end_time"]
        if row["of_patient"]:
            shut.append(span)
        elif row["doctor_id"] in taken:
            taken[row["doctor_id"]].append(span)
        if row["room_id"]:
            of_rooms.setdefault(row["room_id"], []).append(occupied(row))
        if row["equipment_id"]:
            pieces.setdefault(row["equipment_id"], []).append(occupied(row))
    around = preparation_minutes, cleaning_minutes
    capacities = (
        treatment_rules.capacities(db, rooms, list(equipment_ids)) if of_rooms or pieces else ({}, {})
    )
    for id, spans in pieces.items():
        shut += kept_from(spans, capacities[1][id], *around)
    free = {
        doctor: free_time(week, shut + taken[doctor], since, last, zone) for doctor, week in weeks.items()
    }
    kept = {id: kept_from(spans, capacities[0][id], *around) for id, spans in of_rooms.items()}
    return {
        id: {doctor: list(subtract(gaps, kept[id])) for doctor, gaps in free.items()} if id in kept else free
        for id in room_ids
    }


def occupied(row):
    """From when to when a row takes its room or equipment."""
    before, after = (timedelta(minutes=row[name]) for name in ("preparation_minutes", "cleaning_minutes"))
    return row["start_time"] - before, row["end_time"] + after


def free_slots(db, doctors, wanted, holder_id=None):
    """Where `wanted` fits with its back to what is booked, of everybody in `doctors` ({id: name}); first the earliest.

    The best is with who attended the patient last, if there is one, and of those the one that leaves least of its gap.
    A doctor whose hours nobody entered is looked at only when asked for by name. Of treatments that are named only who does
    them is looked at, and a room of the kind that they need is looked for where none is asked for.
    """
    rules, needs = needs_of_treatments(db, wanted.treatment_ids)
    must_be_met(rules, None, None, ("doctor_ids", "room_id", "treatment_ids"), of_place=False)
    doctors = {id: name for id, name in doctors.items() if needs.allows(id)}
    entered = hours.of_all(db)
    weeks = {
        id: known_or(entered.get(id, []), USUAL_HOURS) for id in doctors if wanted.doctor_ids or id in entered
    }
    since = max(bounds(wanted.first)[0], on_grid(datetime.now(UTC)))
    narrowed = only(vars(wanted), "patient_id", "exclude_id", "part")
    duration = timedelta(minutes=wanted.minutes)
    wished = {room and room["id"]: room for room in rooms_for(db, needs, wanted.room_id)}
    gaps = gaps_of_rooms(
        db, weeks, since, wanted.last, list(wished), holder_id=holder_id, **narrowed, **needs.occupies
    )
    found = fits(gaps, weeks, duration)
    own = own_doctor(db, wanted.patient_id)
    own_id = own and own["doctor_id"]
    best = min(
        found, key=lambda fit: (fit.doctor_id != own_id, fit.left, fit.start, fit.doctor_id), default=None
    )
    shown = found[: wanted.limit]
    if best and best not in shown:
        shown.append(best)
    return {
        "total": len(found),
        "days": counted(found, wanted.first, wanted.last),
        "own": own,
        "data": [
            {
                "doctor": {"id": fit.doctor_id, "name": doctors[fit.doctor_id]},
                "room": wished[fit.room_id],
                "start_time": fit.start,
                "end_time": fit.start + duration,
                "before_minutes": fit.before,
                "after_minutes": fit.after,
                "best": fit is best,
            }
            for fit in shown
        ],
    }


def own_doctor(db, patient_id):
    """Who attended the patient last; that they did at all learns only who may see patients."""
    if patient_id is None or not me().may("patients:read"):
        return None
    return queries.last_attended(db, patient_id)


def counted(found, first, last):
    """How many of the hours found begin on each day from `first` to `last`, also on those with none."""
    zone = clinic_zone()
    begun = Counter(fit.start.astimezone(zone).date() for fit in found)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [{"date": day, "count": begun[day]} for day in days]


class Fit(NamedTuple):
    """Where a visit fits, in the order in which they are offered: the earliest, of those that in which least is left."""

    start: datetime
    left: int
    doctor_id: int
    room_id: int | None
    before: int
    after: int


def fits(gaps, doctor_ids, duration):
    """Of the rooms that are free for a doctor at an hour, that in which least is left."""
    found = {}
    for room_id, of_doctors in gaps.items():
        for id in doctor_ids:
            for start, before, after in edges(of_doctors[id], duration):
                other = found.get((id, start))
                if other is None or before + after < other.left:
                    found[id, start] = Fit(start, before + after, id, room_id, before, after)
    return sorted(found.values(), key=itemgetter(0, 1, 2))


def next_free(db, doctors, minutes, holder_id=None):
    """The first hour of each of these `doctors` ({id: name}) whose hours are known in which so many minutes fit, the earliest first.

    A week ahead is looked through for all, a month only for who is full until then; who is full for longer is left out.
    """
    since, duration = on_grid(datetime.now(UTC)), timedelta(minutes=minutes)
    today, entered = since.astimezone(clinic_zone()).date(), hours.of_all(db)
    weeks = {id: entered[id] for id in doctors if id in entered}
    found = []
    for ahead in NEXT:
        gaps = gaps_of(db, weeks, since, today + ahead, holder_id=holder_id)
        firsts = {id: slots(gaps[id], duration, since, 1) for id in weeks}
        found += [
            {"doctor": {"id": id, "name": doctors[id]}, **first[0]} for id, first in firsts.items() if first
        ]
        weeks = {id: week for id, week in weeks.items() if not firsts[id]}
        if not weeks:
            break
    return sorted(found, key=lambda slot: (slot["start_time"], slot["doctor"]["id"]))


def rooms_for(db, needs, room_id):
    """The rooms to look through, {id, name} or None: the one that is asked for, those of the kind needed, or no room at all."""
    if room_id is not None:
        room = rooms.get(db, room_id)
        fits = room and room["active"] and needs.room_kind in (None, room["kind"])
        return [only(room, "id", "name")] if fits else []
    return treatment_rules.rooms_of_kind(db, needs.room_kind) if needs.room_kind else [None]


def closures(db, first, last):
    """The moments at which each closed day begins and ends."""
    return [bounds(day["date"]) for day in closed_days(db, first, last)]
