"""Series of invoice numbers: created, renamed, and locked to number from."""

from common.problems import Conflict, Invalid
from common.store.sql import only
from common.web.http import found, must_be_current
from facturacion.billing import events
from facturacion.billing.queries import series as queries


def create(tx, new):
    serie = queries.insert(tx, **new.model_dump())
    events.series_created(tx, serie)
    return serie


def change(tx, id, version, changes):
    current = found(queries.lock(tx, id), "No existe esa serie.")
    must_be_current(current, version)
    serie = queries.update(tx, id, **only(current, *queries.EDITED) | changes.model_dump(exclude_unset=True))
    events.series_updated(tx, serie)
    return serie


def open_series(tx, id):
    """The series to number from, locked until the end of the transaction: the first active one without an `id`."""
    wanted = id or queries.first_active(tx)
    if wanted is None:
        raise Conflict("No hay ninguna serie de facturación activa.")
    serie = queries.lock(tx, wanted)
    if serie is None:
        raise Invalid.field("series_id", "No existe esa serie.")
    if not serie["active"]:
        raise Conflict(f"La serie {serie['establishment']}-{serie['emission_point']} no está activa.")
    return serie
