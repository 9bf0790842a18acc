"""What of an event is kept, and which stretch of time is meant. Only values in, values or Problems out."""

import re
from datetime import UTC, date, datetime, time, timedelta

from common.problems import Invalid

# The event that somebody was erased, and those of its members that say who that was.
ERASED, WHO = "patient.erased", ("known", "documents")
LEVELS = ("INFO", "WARNING", "ERROR")
SECRET = re.compile(r"passw|contrasen|contraseñ|secret|token|authorization|cookie|api_?key", re.IGNORECASE)
HIDDEN = "[oculto]"
LONGEST_MESSAGE, LONGEST_NAME = 2000, 200
LARGEST_ID = 2**63 - 1
USUAL_DAYS, MOST_DAYS = 30, 366
# Lines of what was done about one patient: some forty printed pages.
MOST_ACCESSES = 2000


def entry_of(event):
    """The row for an event. Senders put no secret into events; should one ever slip, it is not kept here."""
    data = without_secrets(event.data)
    if event.type == ERASED:
        # Whom it was about is for those who replace it.
        data = {name: value for name, value in data.items() if name not in WHO}
    actor = event.actor or {}
    summary, level, patient_id = (data.pop(name, None) for name in ("summary", "level", "patient_id"))
    user_id = identifier(actor.get("id"))
    return {
        "occurred_at": event.occurred_at,
        "event_id": event.id,
        "service": event.service,
        "level": level if level in LEVELS else "INFO",
        "type": event.type,
        "message": text(summary, LONGEST_MESSAGE) or event.type,
        "aggregate": event.aggregate,
        "user_id": user_id,
        "user_name": text(actor.get("name")) if user_id else None,
        "user_role": text(actor.get("role")) if user_id else None,
        "ip": text(actor.get("ip")) or text(data.get("ip")),
        "patient_id": patient_id if is_id(patient_id) else None,
        "request_id": event.request_id,
        "data": data,
    }


def merged_pair(event):
    """The numbers of the file that was merged and of the one that stands, of an event about that; None of any other."""
    if event.type not in ("patient.merged", "patient.separated"):
        return None
    ids = [
        part.get("id") if isinstance(part, dict) else None for part in map(event.data.get, ("merged", "into"))
    ]
    return tuple(ids) if all(map(is_id, ids)) and ids[0] != ids[1] else None


def erased_person(event):
    """(numbers, label, words that name them) of an event that somebody was erased; None of any other."""
    if event.type != ERASED:
        return None
    ids, label, words = (event.data.get(name) for name in ("patient_ids", "label", "known"))
    if not (
        isinstance(ids, list) and all(map(is_id, ids)) and isinstance(label, str) and isinstance(words, list)
    ):
        return None
    return ids, text(label), [word for word in words if isinstance(word, str)]


def without_secrets(value):
    """A copy of `value` in which whatever is named like a secret is hidden, however deep."""
    if isinstance(value, dict):
        return {k: HIDDEN if SECRET.search(k) else without_secrets(v) for k, v in value.items()}
    if isinstance(value, list):
        return [without_secrets(item) for item in value]
    return value


def identifier(value):
    """Who acted, as text: a user's number or a client's name."""
    if is_id(value):
        return str(value)
    return text(value)


def is_id(value):
    return type(value) is int and 1 <= value <= LARGEST_ID


def text(value, longest=LONGEST_NAME):
    return value.strip()[:longest] or None if isinstance(value, str) else None


def bounds(start, end, zone):
    """The moments from `start` until `end`, half open; a date means that whole day in the clinic. None is no bound."""
    if isinstance(end, date) and not isinstance(end, datetime):
        end += timedelta(days=1)
    start, end = moment(start, zone), moment(end, zone)
    if start and end and end <= start:
        raise Invalid.field("to", "Debe ser posterior a la fecha inicial.")
    return start, end


def stretch(start, end, zone, today):
    """The bounds of a count: without an end until today, without a start the 30 days before the end."""
    end = end or today
    start = start or end - timedelta(days=USUAL_DAYS - 1)
    start, end = bounds(start, end, zone)
    if end - start > timedelta(days=MOST_DAYS):
        raise Invalid.field("to", f"Elija un período de hasta {MOST_DAYS} días.")
    return start, end


def moment(value, zone):
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), zone)


def whole_hours(start, end):
    """(first, last): what of a stretch of time is whole hours of UTC. Where there is none, both are its end."""
    first = (start.astimezone(UTC) + timedelta(hours=1, microseconds=-1)).replace(
        minute=0, second=0, microsecond=0
    )
    last = end.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return (first, last) if first <= last else (end, end)


def statistics(rows, start, end, zone):
    """The answer from counted rows, each of which is a day, a service, a level, a type or (no name) all together."""
    named = {
        name: [row for row in rows if row["what"] == name] for name in ("service", "level", "type", "day")
    }
    days = {row["day"]: row["count"] for row in named["day"]}
    first, last = start.astimezone(zone).date(), (end - timedelta.resolution).astimezone(zone).date()
    every_day = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {
        "total": sum(days.values()),
        **{
            f"by_{name}": [{name: row[name], "count": row["count"]} for row in named[name]]
            for name in ("service", "level", "type")
        },
        "by_day": [{"date": day, "count": days.get(day, 0)} for day in every_day],
    }
