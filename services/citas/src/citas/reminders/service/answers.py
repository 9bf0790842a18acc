"""What patients answer by the link of a message: by the way that everybody takes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from citas.appointments.service import booking, states
from citas.reminders import events, rules
from citas.reminders.queries import reminders as queries
from citas.reminders.service.sending import NOT_FOUND
from common.clock import clinic_zone
from common.problems import Conflict
from common.web.auth import me
from common.web.http import found

REASON = "El paciente la canceló por el enlace de su aviso."


@dataclass(frozen=True)
class Step:
    """What a status is asked for with."""

    status: str
    reason: str | None = None
    confirm: bool = False
    overbooked: bool = False
    overbook_room: bool = False


def see(tx, id):
    """What whoever has the link reads."""
    one = found(queries.to_tell(tx, id), NOT_FOUND)
    queries.see(tx, id)
    return shared(one)


def shared(one):
    """No treatment, nor the room, whose name may tell it, and of the patient the first name: a link is opened on many
    screens. Of a visit that moved, no hour.
    """
    state = rules.standing(one, datetime.now(UTC))
    day, hour = rules.said(one["visit_at"], clinic_zone())
    told = state not in ("MOVED", "CANCELLED")
    return {
        "name": one["patient"]["name"].split()[0],
        "state": state,
        "doctor": one["doctor"]["name"] if told else None,
        "start_time": one["visit_at"] if told else None,
        "day": day if told else None,
        "hour": hour if told else None,
        "asked_to_move": one["answer"] == "MOVE" and not one["handled_at"],
    }


def in_calendar(db, id):
    """The visit as whoever has the link takes it to their calendar, while it is to come."""
    one = found(queries.to_tell(db, id), NOT_FOUND)
    rules.must_be_answerable(one, datetime.now(UTC))
    return rules.in_calendar(one)


def answer(tx, id, wish):
    """Confirm, cancel or ask for another hour. The visit's row is taken first, as whoever else changes it takes it.

    Sent again it is answered again; a visit that was cancelled, moved or is over is answered no more.
    """
    one = found(queries.to_tell(tx, id), NOT_FOUND)
    booking.lock(tx, one["appointment_id"])
    queries.lock(tx, id)
    one = queries.to_tell(tx, id)
    state = rules.standing(one, datetime.now(UTC))
    if state == "CANCELLED" and wish.answer == one["answer"] == "CANCEL":
        return shared(one)
    rules.must_be_answerable(one, datetime.now(UTC))
    if wish.answer == one["answer"] == "MOVE" and wish.note == one["answer_note"]:
        return shared(one)
    if wish.answer == "CONFIRM" and state != "CONFIRMED":
        states.change_status(tx, one["appointment_id"], None, Step("CONFIRMED"))
    elif wish.answer == "CANCEL":
        states.change_status(tx, one["appointment_id"], None, Step("CANCELLED", REASON))
    queries.answer(tx, id, wish.answer, wish.note if wish.answer == "MOVE" else None)
    if wish.answer == "MOVE":
        events.reminder(tx, one, "move_asked")
    return shared(queries.to_tell(tx, id))


def handle(tx, id):
    """Somebody took care of a request for another hour."""
    row = found(queries.lock(tx, id), NOT_FOUND)
    if row["answer"] != "MOVE":
        raise Conflict("Ese paciente no pidió otra hora.")
    if not row["handled_at"]:
        queries.handle(tx, id, me().name)
        events.reminder(tx, queries.get(tx, id), "move_handled")
    return queries.get(tx, id)
