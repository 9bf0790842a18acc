"""Reads that compute: the published page, and the free hours that it shows."""

from datetime import UTC, datetime, timedelta

from citas.appointments.reads.free import gaps_of_rooms, rooms_for
from citas.moments import bounds
from citas.openings import on_grid, slots
from citas.schedules.queries import hours
from citas.schedules.reads import needs as needs_of_treatments
from citas.self_booking.rules import bookings as rules
from common.clock import clinic_today, clinic_zone
from common.store.sql import only

SHORTEST = 15
# Hours shown of one professional in one question: more than any fortnight has.
MOST = 400


def page(settings, offered, doctors):
    """What a visitor reads first: `offered` treatments and `doctors` ({id: name}), as others know them today."""
    return {
        **only(settings, "mode", "new_patients", "horizon_days", "cancel_minutes", "phone", "note"),
        "treatments": [
            {**only(row, "id", "name", "category", "price"), "minutes": minutes_of(row)} for row in offered
        ],
        "doctors": [{"id": id, "name": name} for id, name in doctors.items()],
        "today": clinic_today().isoformat(),
        "timezone": clinic_zone().key,
    }


def minutes_of(treatment):
    """How long a visit for one treatment lasts, as booking reckons it."""
    return max(treatment["duration_minutes"], SHORTEST)


def free_times(db, settings, treatment_id, minutes, doctors, first, last):
    """Hours one after another in what is free of each of `doctors` ({id: name}); of one hour the professional who is freest.

    Only of those whose hours somebody entered: nobody is booked by a page at a guess.
    """
    settings, needs = with_rules_of(db, settings, treatment_id)
    weeks = {
        doctor: week
        for doctor, week in hours.of_all(db).items()
        if doctor in doctors and needs.allows(doctor)
    }
    first, last = rules.span(settings, first, last, clinic_today())
    if first > last or not weeks:
        return []
    soonest = on_grid(datetime.now(UTC) + timedelta(minutes=settings["notice_minutes"]))
    since = max(bounds(first)[0], soonest)
    if since >= bounds(last)[1]:
        return []
    rooms = rooms_for(db, needs, None)
    ids = [room and room["id"] for room in rooms]
    of_rooms = gaps_of_rooms(db, weeks, since, last, ids, **needs.occupies).values()
    free = {id: max((time_of(found[id]) for found in of_rooms), default=timedelta()) for id in weeks}
    times = {}
    for id in sorted(weeks, key=lambda id: (-free[id], id)):
        for found in of_rooms:
            for slot in slots(found[id], timedelta(minutes=minutes), since, MOST):
                times.setdefault(slot["start_time"], {**slot, "doctor": {"id": id, "name": doctors[id]}})
    return [times[start] for start in sorted(times)]


def time_of(gaps):
    return sum((end - start for start, end in gaps), timedelta())


def with_rules_of(db, settings, treatment_id):
    """(the page's settings with the notice that the treatment asks for, what the treatment needs)."""
    needs = needs_of_treatments(db, [treatment_id])[1]
    return settings | {"notice_minutes": max(settings["notice_minutes"], needs.notice_minutes)}, needs
