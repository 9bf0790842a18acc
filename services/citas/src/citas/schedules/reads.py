"""Reads that compute: the clinic's holidays, and which visits still to come have lost their doctor, day, hour or room."""

from datetime import UTC, datetime

from citas.holidays import calendar, days_of
from citas.openings import ANYTIME, attended, known_or
from citas.needs import needs_of
from citas.schedules.queries import holidays, hours, treatment_rules
from citas.schedules.queries import stranded as queries
from common.clock import clinic_zone
from common.store.sql import only
from common.web.auth import me

LISTED = 100
SHOWN = ("id", "start_time", "end_time", "status", "patient_name", "doctor", "room")


def holiday(db, date):
    """That day as the law or the clinic has it; None where it is a day like any other."""
    return next(iter(calendar(holidays.between(db, date, date), date, date)), None)


def closed_days(db, first, last):
    """The days on which the clinic does not attend, of those from `first` to `last`."""
    return closed_among(holidays.between(db, first, last), first, last)


def closed_among(said, first, last):
    """The same, of what the clinic `said` of these days."""
    return [day for day in calendar(said, first, last) if day["closed"]]


def needs(db, treatment_ids):
    """(rules, what follows of them) of treatments, for what is only looked for or proposed."""
    rules = treatment_rules.of_treatments(db, list(treatment_ids)) if treatment_ids else []
    return rules, needs_of(rules)


def stranded(db, causes=None, practitioners=None, since=None, **narrowed):
    """How many visits are stranded, and the first of them.

    `causes` narrows to those with one of these; `practitioners` are the ids of whoever attends, where that was asked;
    `narrowed` is until, doctor_id, room_id. Whose visit it is learns only who may see patients.
    """
    weeks = hours.of_all(db)
    visits = queries.to_come(db, since or datetime.now(UTC), clinic_zone().key, **narrowed)
    closed = {day["date"]: day for day in closed_between(db, visits)}
    found = []
    for visit in visits:
        why = causes_of(visit, weeks.get(visit["doctor"]["id"], []), practitioners, closed)
        if set(why) & set(causes or why):
            found.append({**only(visit, *SHOWN), "causes": why})
    if not me().may("patients:read"):
        found = [{**visit, "patient_name": None} for visit in found]
    return {"total": len(found), "data": found[:LISTED]}


def closed_between(db, visits):
    """The closed days of these visits, which come by their start."""
    if not visits:
        return []
    return closed_days(db, *days_of(visits[0]["start_time"], visits[-1]["end_time"], clinic_zone()))


def on_holiday(visit, closed):
    """An overbooked visit written down when its day was closed already stands there on purpose."""
    days = days_of(visit["start_time"], visit["end_time"], clinic_zone())
    met = [closed[day] for day in dict.fromkeys(days) if day in closed]
    return any(
        not visit["overbooked"] or day["updated_at"] and visit["created_at"] < day["updated_at"]
        for day in met
    )


def causes_of(visit, week, practitioners, closed):
    hours = known_or(week, ANYTIME)
    outside = not attended(hours, visit["start_time"], visit["end_time"], clinic_zone())
    causes = {
        "DOCTOR": practitioners is not None and visit["doctor"]["id"] not in practitioners,
        "HOLIDAY": on_holiday(visit, closed),
        "HOURS": outside and not visit["hours_known"],
        "TIME_OFF": visit["in_time_off"],
        "ROOM": visit["without_room"],
    }
    return [cause for cause, holds in causes.items() if holds]
