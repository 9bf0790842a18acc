"""A calendar from elsewhere is imported, followed, and imported no more."""

from citas.busy_feeds import events, queries, rules
from citas.locks import lock_doctor
from citas.schedules.service import time_off
from common.web.auth import me
from common.web.http import found

NOT_FOUND = "No existe ese calendario importado."


def must_be_theirs(doctor_id):
    rules.must_be_own(me().id == str(doctor_id), me().may("schedules:write"))


def add(tx, doctor, new):
    """It is read in the background, shortly."""
    lock_doctor(tx, doctor["id"])
    rules.must_be_one_more(len(queries.of_doctor(tx, doctor["id"])))
    id = queries.insert(tx, doctor, new.name, rules.address_of(new.url), me().id, me().name)
    events.busy_feed(tx, queries.lock(tx, id), "added")
    return told(tx, id)


def read_soon(tx, id):
    feed = locked(tx, id)
    must_be_theirs(feed["doctor_id"])
    queries.read_soon(tx, id)
    return told(tx, id)


def remove(tx, id):
    """All that it blocked is free again."""
    feed = locked(tx, id)
    must_be_theirs(feed["doctor_id"])
    lock_doctor(tx, feed["doctor_id"])
    time_off.follow_feed(tx, feed, [], None)
    queries.revoke(tx, id, me().name)
    events.busy_feed(tx, feed, "removed")


def follow(tx, id, spans, now):
    """What it says now takes the place of what it said; whoever is booked there stays booked, and is named."""
    feed = queries.lock(tx, id)
    if feed is None:  # removed while it was read
        return
    lock_doctor(tx, feed["doctor_id"])
    new = time_off.follow_feed(tx, feed, spans, now)
    queries.note_read(tx, id, now)
    if feed["failing_since"]:
        events.busy_feed(tx, feed, "recovered")
    clashes = len(queries.clashes(tx, id)) if new else 0
    if clashes:
        events.busy_feed(tx, feed, "clashed", level="WARNING", count=clashes)


def fail(tx, id, failure, now):
    """What it said the last time stands; the log says it once."""
    feed = queries.lock(tx, id)
    if feed is None:
        return
    queries.note_failure(tx, id, failure, now)
    if not feed["failing_since"]:
        events.busy_feed(tx, feed, "failed", level="WARNING")


def locked(tx, id):
    return found(queries.lock(tx, id), NOT_FOUND)


def told(db, id):
    return queries.get(db, id) | {"clashes": queries.clashes(db, id)}
