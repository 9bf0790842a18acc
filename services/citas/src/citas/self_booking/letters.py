"""Letters of self-booking: the code that confirms a mail, and what became of what was asked for."""

from datetime import UTC, datetime, timedelta

from citas import calendars
from citas.schedules import neighbours
from citas.self_booking.queries import bookings as queries
from citas.self_booking.queries import settings as rules
from citas.self_booking.rules import proof
from citas.self_booking.rules.bookings import MANAGE
from common.messages.client import new_session
from common.messages.links import Links
from common.messages.mail import Attachment, Letter
from common.messages.relay import Later
from common.problems import Unavailable

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
OUTCOMES = {
    "BOOKED": ("Su hora está reservada", "Le esperamos el {when}, con {doctor}."),
    "REQUESTED": (
        "Recibimos su pedido",
        "Pidió la hora del {when}, con {doctor}. Le escribiremos cuando esté aprobada.",
    ),
    "REJECTED": ("No pudimos darle esa hora", "La hora del {when}, con {doctor}, no se pudo dar: {reason}"),
    "CANCELLED": ("Su hora se canceló", "Se canceló la hora del {when}, con {doctor}, como pidió."),
}


def code(settings, database, about):
    """The letter with the code; None where nobody waits for it any more."""
    with database.session() as db:
        row, secret = queries.get(db, about["self_booking_id"]), rules.secret(db)
    if row is None or row["state"] != "CODE" or row["codes_sent"] != about["sent"]:
        return None
    digits = proof.code(secret, row["challenge"], row["codes_sent"])
    # It names no treatment: mail is read on many screens.
    text = (
        f"{row['first_name']}:\n\nSu código para reservar es {digits}. Sirve durante una hora.\n\n"
        f"Hora: {when(row['start_time'], settings)}, con {row['doctor_name']}.\n\n"
        "Si usted no pidió una hora, no haga nada: sin el código no se reserva.\n"
    )
    return Letter(row["email"], f"{digits} es su código para reservar", text)


def outcome(settings, database, about):
    """What became of it, with the link by which it is changed or cancelled while it stands."""
    with database.session() as db:
        row = queries.get(db, about["self_booking_id"])
        event = queries.event_of(db, row["id"])
        phone = rules.get(db)["phone"]
    said = about["said"]
    start = row["booked_start"] or row["start_time"]
    words = {
        "when": when(start, settings),
        "doctor": row["booked_doctor"] or row["doctor_name"],
        "reason": row["reject_reason"],
    }
    title, sentence = OUTCOMES[said]
    text = f"{row['first_name']}:\n\n{sentence.format(**words)}\n"
    seconds = int((start + timedelta(days=1) - datetime.now(UTC)).total_seconds())
    if said in ("BOOKED", "REQUESTED") and seconds > 60:
        link = Links(settings, "citas").make(MANAGE, row["id"], seconds, base=about["base"])
        text += f"\nPara cambiarla o cancelarla, abra este enlace:\n{link.url}\n"
    if phone:
        text += f"\n¿Dudas? Llame al {phone}.\n"
    return Letter(row["email"], f"{title}: {words['when']}", text, invited(event, said, settings))


def invited(event, said, settings):
    """The hour for the calendar of whoever booked, the same as in the reminders of that visit, or that it is no more."""
    if event is None or said == "REQUESTED":
        return ()
    try:
        clinic = neighbours.clinic(settings, new_session())
    except Unavailable as away:
        raise Later(str(away)) from None
    return (Attachment(*calendars.invitation(event, clinic, settings, cancelled=said != "BOOKED")),)


def when(moment, settings):
    local = moment.astimezone(settings.clinic_timezone)
    return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y} a las {local:%H:%M}"
