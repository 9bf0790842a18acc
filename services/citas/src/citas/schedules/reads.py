"""Reads that compute: which visits still to come have lost their doctor, hour or room."""

from datetime import UTC, datetime

from citas.openings import attended
from citas.schedules.queries import hours
from citas.schedules.queries import stranded as queries
from common.clock import clinic_zone
from common.store.sql import only
from common.web.auth import me

LISTED = 100
SHOWN = ("id", "start_time", "end_time", "status", "patient_name", "doctor", "room")


def stranded(db, causes=None, practitioners=None, since=None, **narrowed):
    """How many visits are stranded, and the first of them.

    `causes` narrows to those with one of these; `practitioners` are the ids of whoever attends, where that was asked;
    `narrowed` is until, doctor_id, room_id. Whose visit it is learns only who may see patients.
    """
    weeks = {row["doctor_id"]: row["items"] for row in hours.weeks(db)}
    found = []
    for visit in queries.to_come(db, since or datetime.now(UTC), **narrowed):
        why = causes_of(visit, weeks.get(visit["doctor"]["id"]), practitioners)
        if set(why) & set(causes or why):
            found.append({**only(visit, *SHOWN), "causes": why})
    if not me().may("patients:read"):
        found = [{**visit, "patient_name": None} for visit in found]
    return {"total": len(found), "data": found[:LISTED]}


def causes_of(visit, week, practitioners):
    outside = week and not attended(week, visit["start_time"], visit["end_time"], clinic_zone())
    causes = {
        "DOCTOR": practitioners is not None and visit["doctor"]["id"] not in practitioners,
        "HOURS": outside and not visit["hours_known"],
        "TIME_OFF": visit["in_time_off"],
        "ROOM": visit["without_room"],
    }
    return [cause for cause, holds in causes.items() if holds]
