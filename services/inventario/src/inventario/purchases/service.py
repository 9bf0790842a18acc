"""Receiving stock with its document, putting the document right, and undoing the whole; the caller owns the transaction."""

from common.clock import clinic_today
from common.web.auth import me
from common.web.http import found, must_be_current
from inventario.purchases import events, queries, rules
from inventario.stock.service import ledger as stock

NOT_FOUND = "No existe ese ingreso."


def record(tx, new, registered):
    """Take what came in into its lots. `registered`: whether facturacion has its document by another entry."""
    document = {}
    if new.document:
        lines = [(line.quantity, line.unit_cost) for line in new.lines]
        document = documented(tx, new, lines, registered)
    id = queries.insert(tx, **document, received_by_id=me().id, received_by_name=me().name)
    stock.receive(tx, new.lines, id)
    receipt = queries.get(tx, id)
    events.recorded(tx, receipt)
    return with_lines(tx, receipt)


def document(tx, id, version, change, registered):
    """Write the document of a receipt, or put it right."""
    receipt = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(receipt, version)
    rules.must_stand(receipt)
    lines = [(line["quantity"], line["unit_cost"]) for line in queries.lines(tx, id)]
    queries.update(tx, id, **documented(tx, change, lines, registered, id))
    receipt = queries.get(tx, id)
    events.documented(tx, receipt)
    return with_lines(tx, receipt)


def documented(tx, wish, lines, registered, id=None):
    """The columns of a document that holds; raises where it does not."""
    row = wish.document.model_dump()
    rules.must_be_recent(row["date"], clinic_today())
    rules.must_hold_its_parts(row)
    repeated = registered or queries.is_there(tx, row["supplier_name"], row["document_number"], id)
    rules.must_be_new(repeated, wish.confirm_repeated)
    stocked = rules.stocked(row, lines, wish.confirm_difference)
    return row | {"stocked": stocked, "repeated": repeated}


def annul(tx, id, version, reason):
    """Each lot gives back what this receipt brought; refused where somebody used of it what it has no more."""
    receipt = found(queries.lock(tx, id), NOT_FOUND)
    must_be_current(receipt, version)
    rules.must_stand(receipt)
    stock.take_back(tx, id, reason)
    queries.annul(tx, id, reason, me())
    receipt = queries.get(tx, id)
    events.annulled(tx, receipt)
    return with_lines(tx, receipt)


def with_lines(db, receipt):
    return receipt | {"lines": queries.lines(db, receipt["id"])}
