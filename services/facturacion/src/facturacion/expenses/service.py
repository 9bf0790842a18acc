"""Expenses: recorded, corrected, voided."""

from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.expenses import events, queries

NOT_FOUND = "No existe ese gasto."


def record(tx, new):
    expense = queries.insert(tx, recorded_by_id=me().id, recorded_by_name=me().name, **new.model_dump())
    events.recorded(tx, expense)
    return expense


def change(tx, id, version, changes):
    """What was not sent stays; `active: false` voids the expense, which then never changes again."""
    current = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(current, version)
    row = only(current, *queries.EDITED) | changes.model_dump(exclude_unset=True)
    expense = queries.update(tx, id, **row)
    (events.updated if expense["active"] else events.voided)(tx, expense)
    return expense
