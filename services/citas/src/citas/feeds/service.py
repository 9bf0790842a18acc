"""An address is made, replaced and revoked; what it reads."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from citas import calendars
from citas.feeds import events, queries, rules
from common.web.auth import me


def must_be_theirs(doctor_id):
    rules.must_be_own(me().id == str(doctor_id), me().may("schedules:write"))


def create(tx, doctor, names):
    """(the feed, its token). The address before it serves no more."""
    token = secrets.token_urlsafe(32)
    queries.revoke(tx, doctor["id"], me().name)
    feed = queries.insert(tx, doctor, hash_of(token), names, me().id, me().name)
    events.created(tx, doctor)
    return feed, token


def revoke(tx, doctor):
    if queries.revoke(tx, doctor["id"], me().name):
        events.revoked(tx, doctor)
    return {"feed": None}


def read(tx, token, settings):
    """The calendar that this token opens, in the bytes that calendars read."""
    feed = queries.by_token(tx, hash_of(token))
    rules.must_be_there(feed)
    queries.note_read(tx, feed["id"])
    now = datetime.now(UTC)
    since, until = now - timedelta(days=rules.DAYS_BACK), now + timedelta(days=rules.DAYS_AHEAD)
    return calendars.written(
        "PUBLISH",
        [
            calendars.Event(
                # Another than the patient's own: both may stand in one calendar.
                uid=calendars.uid(f"agenda-{visit['id']}", settings),
                sequence=visit["sequence"],
                start=visit["start_time"],
                end=visit["end_time"],
                summary=rules.called(visit["patient_name"], feed["names"]),
                location=visit["room"] if feed["names"] != "NONE" else None,
                stamp=visit["updated_at"],
            )
            for visit in queries.visits(tx, feed["doctor_id"], since, until)
        ],
        name=f"Agenda de {feed['doctor_name']}",
    )


def hash_of(token):
    return sha256(token.encode()).digest()
