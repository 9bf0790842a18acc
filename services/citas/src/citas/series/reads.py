"""What of a series would not fit, said before it is booked or moved."""

from contextlib import contextmanager
from datetime import UTC, datetime

from citas.appointments.reads import taken as reads
from citas.appointments.queries import holds
from citas.appointments.rules.slots import HELD, OCCUPIES, OVERLAPS, Slot, SlotTaken
from citas.series import queries, service
from common.clock import clinic_zone
from common.problems import Conflict
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import me

SENTENCES = {
    what: OVERLAPS[f"appointments_{what}_no_overlap"] for what in ("doctor", "room", "patient", "equipment")
}


def preview(db, plan):
    """Every visit of a plan, with why it does not fit, where it does not."""
    zone = clinic_zone()
    visits = {}
    for place in plan.places:
        slot = plan.slot(place, me().id)
        problem = problem_of(db, slot)
        visit = visits.setdefault(
            place.occurrence,
            {
                "occurrence": place.occurrence,
                "day": place.occurs_at.astimezone(zone).date().isoformat(),
                "parts": [],
                "next_slots": [],
            },
        )
        doctor = plan.parts[place.part]["doctor"]
        visit["parts"].append(
            {
                "part": place.part,
                "doctor": only(doctor, "id", "name"),
                **only(vars(place), "start_time", "end_time"),
                "problem": problem,
            }
        )
        if problem and len(plan.parts) == 1:
            visit["next_slots"] = reads.next_slots(db, slot)
    return {"words": plan.words, "visits": list(visits.values())}


def problem_of(db, slot, moving=()):
    """Why nobody can be booked in a slot, in one sentence, or None. What is `moving` too is in nobody's way."""
    for clash in reads.clashes(db, slot):
        if clash["id"] not in moving:
            return SENTENCES[clash["what"]]
    return reads.unattended(db, slot) or (HELD if holds.others(db, slot) else None)


@contextmanager
def said_whole(plan):
    """A series that is refused because of one hour leaves with all of its hours, read after the rollback."""
    try:
        yield
    except SlotTaken as refusal:
        with get_db().session() as db:
            raise Conflict(str(refusal), obstacle=refusal.obstacle, **preview(db, plan)) from None


@contextmanager
def moves_said_whole(id, wish):
    """Likewise a move: which of its visits do not fit where they would go."""
    try:
        yield
    except SlotTaken as refusal:
        with get_db().session() as db:
            raise Conflict(str(refusal), obstacle=refusal.obstacle, unfit=unfit(db, id, wish)) from None


def unfit(db, id, wish):
    members = queries.members(db, id)
    anchor = next(row for row in members if row["id"] == wish.appointment_id)
    moves = service.targets(members, anchor, wish, datetime.now(UTC))
    moving = {row["id"] for row, _ in moves}
    found = []
    for row, to in moves:
        after = {**row, **to}
        end_time = after["start_time"] + (row["end_time"] - row["start_time"])
        slot = Slot(
            **only(after, "doctor_id", "room_id", "patient_id", "start_time", *OCCUPIES),
            end_time=end_time,
            exclude_id=row["id"],
            holder_id=me().id,
        )
        problem = problem_of(db, slot, moving)
        if problem:
            found.append(
                {"id": row["id"], "start_time": after["start_time"], "end_time": end_time, "problem": problem}
            )
    return sorted(found, key=lambda one: one["start_time"])
