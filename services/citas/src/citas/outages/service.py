"""Recording an outage and entering what the sheets say; the caller owns the transaction."""

from datetime import UTC, datetime

from citas.appointments.service import states
from citas.outages import events, queries, rules
from common.store.sql import only
from common.web.http import found, must_be_current

NO_SUCH_OUTAGE = "No existe ese apagón."


def declare(tx, new, by):
    outage = new.model_dump()
    rules.must_have_begun(outage, datetime.now(UTC))
    outage = queries.get(tx, queries.insert(tx, by, **outage))
    events.declared(tx, outage, "declared")
    return outage


def change(tx, id, version, changes):
    before = found(queries.lock(tx, id), NO_SUCH_OUTAGE)
    must_be_current(before, version)
    after = only(before, *queries.EDITED) | changes.model_dump(exclude_unset=True)
    if after == only(before, *queries.EDITED):
        return before
    rules.must_have_begun(after, datetime.now(UTC))
    queries.update(tx, id, **after)
    outage = queries.get(tx, id)
    events.declared(tx, outage, "changed")
    return outage


def enter(tx, id, new, version, by):
    """A visit that took place on paper is completed now, so that stock, charge and money are of the day on which they are
    entered; the hours that the sheet says stand in the entry, and a plan's session is done at them.

    `version` is the appointment's when its consents were asked about.
    """
    outage = found(queries.get(tx, id), NO_SUCH_OUTAGE)
    appointment = states.complete_from_paper(tx, new.appointment_id, version, new.ended_at)
    entry = queries.insert_entry(
        tx, by, outage_id=id, completion=appointment["completions"], **new.model_dump()
    )
    events.entered(tx, outage, appointment, entry)
    return entry
