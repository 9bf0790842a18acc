"""What was booked or asked for online is moved or cancelled by its link, approved or rejected by the clinic."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from citas.appointments.queries import holds
from citas.appointments.service import booking, states
from citas.self_booking import events
from citas.self_booking.queries import bookings as queries
from citas.self_booking.rules import bookings as rules
from citas.self_booking.service import bookings
from common.problems import Conflict
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current

NOT_FOUND = "No existe esa reserva."


def cancel(tx, settings, id, base):
    row = lock(tx, id)
    if row["state"] == "CANCELLED":
        return row
    rules.must_be_changeable(now_of(row), settings, datetime.now(UTC))
    holds.delete_of_holder(tx, bookings.holder_of(row))
    queries.cancel(tx, id)
    if row["appointment_id"]:
        call_off(tx, row, "La canceló el paciente en línea")
    return told(tx, id, "cancelled", "CANCELLED", base)


def call_off(tx, row, reason):
    """Cancel the appointment of a booking."""
    step = SimpleNamespace(
        status="CANCELLED", reason=reason, confirm=True, overbooked=False, overbook_room=False
    )
    states.change_status(tx, row["appointment_id"], None, step)


def move(tx, settings, id, doctor, start_time, base, busy=False):
    """Move what was booked or asked for. `busy`: the patient is elsewhere at that hour, so it is asked for, as it would have been
    at booking: a refusal would tell a stranger who gave this document when its patient is at the clinic."""
    row = lock(tx, id)
    rules.must_be_changeable(now_of(row), settings, datetime.now(UTC))
    end_time = start_time + timedelta(seconds=(row["end_time"] - row["start_time"]).total_seconds())
    queries.move(tx, id, doctor, start_time, end_time)
    if row["appointment_id"] and not busy:
        place = {"doctor_id": doctor["id"], "start_time": start_time, "end_time": end_time}
        own = {"exclude_id": row["appointment_id"]}
        room_id = bookings.room_of(tx, row, doctor["id"], start_time, end_time, **own)
        if room_id or doctor["id"] != row["doctor_id"]:
            place["room_id"] = room_id
        booking.change(tx, row["appointment_id"], None, place, doctor)
    else:
        if busy:
            queries.request(tx, id, "BUSY")
            call_off(tx, row, "El paciente pidió en línea otra hora, en la que ya tiene una cita")
        moved = row | {
            "doctor_id": doctor["id"],
            "doctor_name": doctor["name"],
            "start_time": start_time,
            "end_time": end_time,
        }
        left = rules.until(settings, moved, datetime.now(UTC)) - datetime.now(UTC)
        bookings.keep(tx, moved, max(int(left.total_seconds() // 60), 1))
    said = "REQUESTED" if row["state"] == "REQUESTED" and row["doubt"] == "MODE" else "BOOKED"
    return told(tx, id, "requested" if busy else "moved", said, base)


def approve(tx, id, version, patient, lines, base):
    row = lock(tx, id)
    if row["state"] == "BOOKED" and row["decided_by_name"]:
        return row
    must_be_current(row, version)
    must_wait(row)
    appointment = bookings.take(tx, row, patient, lines)
    queries.book(tx, id, appointment["id"], me().name)
    # Who was told at once that the hour is theirs reads nothing new: a second letter would say that the document was not known.
    return told(tx, id, "approved", "BOOKED" if row["doubt"] == "MODE" else None, base)


def reject(tx, id, version, reason, base):
    row = lock(tx, id)
    must_be_current(row, version)
    must_wait(row)
    holds.delete_of_holder(tx, bookings.holder_of(row))
    queries.reject(tx, id, reason, me().name)
    return told(tx, id, "rejected", "REJECTED", base)


def must_wait(row):
    if row["state"] != "REQUESTED":
        raise Conflict("Esa reserva ya no espera una decisión: vuelva a cargar la lista.")


def lock(tx, id):
    """The visit's row is taken first, as whoever else changes it takes it: its booking follows it."""
    row = found(queries.get(tx, id), NOT_FOUND)
    if row["appointment_id"]:
        booking.lock(tx, row["appointment_id"])
    return found(queries.lock(tx, id), NOT_FOUND)


def told(tx, id, what, said, base):
    row = queries.get(tx, id)
    events.about_booking(tx, row, what)
    if said:
        bookings.tell(tx, row, said, base)
    return row


def now_of(row):
    """Where it is now: the clinic may have moved the appointment."""
    return only(row, "state", "status") | {"start_time": row["booked_start"] or row["start_time"]}
