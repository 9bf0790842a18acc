"""Series of invoice numbers."""

from common.messages import events
from facturacion import rules
from facturacion.queries import series as queries


def create(tx, new):
    serie = queries.insert(tx, **new.model_dump())
    tell(tx, "created", serie, "Creó la serie")
    return serie


def change(tx, id, version, changes):
    current = rules.must_exist(queries.lock(tx, id), "No existe esa serie.")
    rules.must_be_current(current, version)
    serie = queries.update(tx, **current | changes.model_dump(exclude_unset=True))
    tell(tx, "updated", serie, "Modificó la serie")
    return serie


def tell(tx, what, serie, deed):
    sentence = f"{deed} {serie['establishment']}-{serie['emission_point']} ({serie['name']})"
    events.publish(tx, f"series.{what}", f"series:{serie['id']}", sentence, series_id=serie["id"])
