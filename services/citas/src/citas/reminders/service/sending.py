"""What is due is handed to the mail, or left for a person who notes what was sent."""

from datetime import UTC, datetime

from citas.reminders import events, rules
from citas.reminders.queries import reminders as queries
from common.messages import mail, webhook
from common.web.auth import me
from common.web.http import found

NOT_FOUND = "No existe ese aviso."


# Who carries what leaves by itself: by which channel, to which address of the patient, and in which words of the log.
CARRIED = {
    "MAIL": (mail, "MAIL", "email", "Envía por correo el aviso de su cita a {name}"),
    "TEXT": (webhook, "WHATSAPP", "phone", "Envía por mensaje el aviso de su cita a {name}"),
}


def send_due(tx, now, mails, provider=False):
    """Decide what becomes of what is due, once for each; how many were looked at."""
    rows = queries.lock_due(tx, now, mails, provider)
    for row in rows:
        what, why = rules.fate(row, now, mails, provider)
        if what in CARRIED:
            carrier, channel, address, sentence = CARRIED[what]
            queries.queue(tx, row["id"], channel, row[address])
            about = f"reminder:{row['id']}", sentence.format(name=row["patient_name"]), row["patient_id"]
            carrier.post(tx, "reminder", *about, reminder_id=row["id"])
        elif what == "SKIP":
            queries.skip(tx, row["id"], why)
        elif what == "BY_HAND":
            queries.by_hand(tx, row["id"], why)
        elif what == "LATER":
            queries.postpone(tx, row["id"], why)
    return len(rows)


def seconds_left(db, id):
    """For how long the link of a message that waits for a person may serve; the message."""
    one = found(queries.to_tell(db, id), NOT_FOUND)
    rules.must_be_to_send(one)
    return one, rules.link_seconds(one["visit_at"], datetime.now(UTC))


def note_sent(tx, id):
    """A person sent it. Noted once, whoever else was about to."""
    rules.must_be_to_send(found(queries.lock(tx, id), NOT_FOUND))
    one = queries.get(tx, id)
    queries.sent_by_hand(tx, id, me().id, me().name, one["patient"]["phone"])
    return published(tx, id, "sent")


def take_back(tx, id):
    rules.must_be_by_hand(found(queries.lock(tx, id), NOT_FOUND))
    queries.take_back(tx, id)
    return published(tx, id, "taken_back")


def published(tx, id, what):
    one = queries.get(tx, id)
    events.reminder(tx, one, what)
    return one
