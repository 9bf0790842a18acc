"""The waiting room's settings, and the links of its screens."""

from citas.waiting_room import events, queries, rules
from common.web.http import must_be_current
from common.web.links import withdraw

# The thing that a screen's link is about: the clinic has one waiting room.
ROOM = "1"


def replace_settings(tx, version, new):
    rules.must_redden_later(new.amber_minutes, new.red_minutes)
    must_be_current(queries.lock_settings(tx), version)
    after = queries.update_settings(tx, **new.model_dump() | {"note": new.note or None})
    events.settings_updated(tx, after)
    return after


def withdraw_links(tx):
    withdraw(tx, rules.SHOW, ROOM)
    events.withdrawn(tx)
    return {"withdrawn": True}
