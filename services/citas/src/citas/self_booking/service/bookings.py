"""A visitor holds an hour, says who it is for, confirms their mail, and is booked or asks for it.

What the visitor is told never depends on whether a document is a patient's. So only a patient whom the clinic knows is booked at
once; a document that nobody knows, a patient who is elsewhere at that hour, misses or has enough bookings makes a request, which somebody
of the clinic decides, in the same words for the visitor. A file is opened by a person, never by a page.
"""

from datetime import UTC, datetime, timedelta

from citas.appointments.queries import changes
from citas.appointments.queries import holds as holding
from citas.appointments.service import booking, holds, requirements
from citas.self_booking import events
from citas.self_booking.queries import bookings as queries
from citas.self_booking.rules import bookings as rules
from citas.self_booking.rules import proof
from common.messages import mail
from common.problems import Gone, Invalid

HOLDER = "Reserva en línea"


def holder_of(row):
    return f"online:{row['challenge']}"


def start(tx, settings, challenge, line, doctor, start_time, minutes):
    """Keep the hour while the rest is typed."""
    queries.clear(tx)
    end_time = start_time + timedelta(minutes=minutes)
    id = queries.insert(
        tx,
        challenge=challenge,
        treatment=line,
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        start_time=start_time,
        end_time=end_time,
    )
    row = queries.get(tx, id)
    keep(tx, row, settings["hold_minutes"])
    return row


def keep(tx, row, minutes):
    """Hold the hour of a booking for its visitor, or hold it longer. Raises SlotTaken where it is lost."""
    return holds.hold(
        tx,
        {"id": row["doctor_id"], "name": row["doctor_name"]},
        row["start_time"],
        row["end_time"],
        holder_of(row),
        HOLDER,
        kind="ONLINE",
        minutes=minutes,
        treatment_ids=[row["treatment"]["treatment_id"]],
        any_room=True,
    )


def describe(tx, settings, id, person, base):
    """Who it is for; a code goes to their mail. Sent again, another code."""
    row = queries.lock(tx, id)
    rules.must_hold(row, *rules.HOLDING)
    rules.must_have_letters_left(row)
    keep(tx, row, settings["hold_minutes"])
    queries.describe(tx, id, **person)
    sent = row["codes_sent"] + 1
    mail.post(
        tx,
        "self_booking_code",
        f"self_booking:{id}",
        "Envió un código a quien reserva en línea",
        self_booking_id=id,
        sent=sent,
        base=base,
    )
    return queries.get(tx, id)


def check_code(tx, secret, id, code):
    """Whether the code is the one that was sent; a wrong one counts, and the fifth ends it."""
    row = queries.lock(tx, id)
    if row and row["state"] in rules.STANDING:
        return True
    rules.must_hold(row, "CODE")
    rules.must_be_in_time(row["consented_at"], datetime.now(UTC))
    if row["code_tries"] >= rules.TRIES:
        raise Gone(rules.OVER)
    if code == proof.code(secret, row["challenge"], row["codes_sent"]):
        return True
    queries.miss(tx, id)
    if row["code_tries"] + 1 >= rules.TRIES:
        holding.delete_of_holder(tx, holder_of(row))
    return False


def must_be_right(right):
    if not right:
        raise Invalid.field("code", "No es ese código. Revise el último correo que le llegó.")


def finish(tx, settings, id, patient, lines, base, busy=False):
    """The mail is theirs: book it, or ask for it. Done twice it is answered again."""
    row = queries.lock(tx, id)
    if row["state"] in rules.STANDING:
        return row
    rules.must_hold(row, "CODE")
    rules.must_have_room(queries.standing_of(tx, "email", row["email"], id), settings)
    of_document = queries.standing_of(tx, "document_number", row["document_number"], id)
    now = datetime.now(UTC)
    misses = bool(patient) and changes.of_patient(tx, patient["id"], now)["ask_deposit"]
    doubt = rules.doubt(settings, patient, busy, misses, of_document)
    if doubt:
        keep(tx, row, max(int((rules.until(settings, row, now) - now).total_seconds() // 60), 1))
        queries.request(tx, id, doubt)
    else:
        appointment = take(tx, row, patient, lines)
        queries.book(tx, id, appointment["id"])
    row = queries.get(tx, id)
    events.about_booking(tx, row, "requested" if doubt else "booked", doubt=doubt)
    said = "REQUESTED" if doubt == "MODE" else "BOOKED"
    tell(tx, row, said, base)
    return row


def take(tx, row, patient, lines):
    """The appointment, by the way that everybody takes; the visitor's hold is used up by it."""
    place = row["doctor_id"], row["start_time"], row["end_time"]
    room_id = room_of(tx, row, *place, holder_id=holder_of(row))
    visit = booking.Visit(
        patient["id"], row["doctor_id"], room_id, row["start_time"], row["end_time"], "Reserva en línea"
    )
    doctor = {"id": row["doctor_id"], "name": row["doctor_name"]}
    return booking.book(tx, visit, doctor, patient, lines, [], row["end_time"], holder_id=holder_of(row))


def room_of(tx, row, doctor_id, start_time, end_time, **own):
    """A free room of the kind that the treatment needs, or None. `own` is what is not in its way."""
    ids = [row["treatment"]["treatment_id"]]
    return requirements.room_for(tx, ids, doctor_id, start_time, end_time, **own)


def tell(tx, row, said, base):
    """A letter that says what became of it."""
    summary = f"Escribió por correo a {events.full_name(row)} sobre su reserva en línea"
    mail.post(
        tx,
        "self_booking_outcome",
        f"self_booking:{row['id']}",
        summary,
        self_booking_id=row["id"],
        said=said,
        base=base,
    )


def let_go(tx, id):
    """A visitor goes back: the hour is anybody's."""
    row = queries.lock(tx, id)
    if row and row["state"] in rules.HOLDING:
        holding.delete_of_holder(tx, holder_of(row))
