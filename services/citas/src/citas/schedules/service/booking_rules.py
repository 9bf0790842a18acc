"""Booking rules of the clinic."""

from citas.schedules import events
from citas.schedules.queries import booking_rules as queries
from common.store.sql import only
from common.web.http import must_be_current


def replace(tx, version, new, base):
    """A lower cap moves nobody: it holds for what is booked or moved from now on."""
    before = queries.lock(tx)
    must_be_current(before, version)
    after = queries.update(tx, base, **only(before, *queries.FIELDS) | new.model_dump(exclude_unset=True))
    events.booking_rules_updated(tx, before, after)
    return after
