"""Purchases of materials: the document of each receipt of inventario, kept in the books as that receipt says."""

from common.messages.events import current_actor
from common.store.sql import only
from facturacion.expenses import events, rules
from facturacion.expenses.queries import expenses as queries

CATEGORY = "Compras de material"


def keep(tx, receipt_id, stocked, new):
    """Enter the document, or put it right. What the accountant wrote of it meanwhile stays."""
    row = new.model_dump(exclude={"confirm_repeated"})
    current = queries.lock_of_receipt(tx, receipt_id)
    twin = queries.twin(tx, **only(row, *rules.DOCUMENT), receipt_id=receipt_id)
    if current is None:
        events.recorded(
            tx, insert(tx, row | {"stock_receipt_id": receipt_id, "stocked": stocked}, twin is not None)
        )
    elif current["active"]:
        told = only(row, *rules.OF_RECEIPT[:-1]) | {
            "authorisation": row["authorisation"] or current["authorisation"]
        }
        kept = only(current, *queries.EDITED) | told | {"repeated": twin is not None}
        events.updated(tx, queries.update(tx, current["id"], **within(kept), stocked=stocked))


def within(row):
    """What was withheld of another amount may be more than this one holds: then the accountant writes it anew."""
    too_much = (
        row["withheld_iva"] > row["iva"] or row["withheld_income"] + row["withheld_iva"] >= row["amount"]
    )
    return row | rules.NOTHING_WITHHELD if too_much else row


def insert(tx, row, repeated):
    """The document in the books. It is there: what the books have twice is marked so, never refused."""
    by = current_actor() or {"id": "inventario", "name": "Inventario"}
    row |= {"of_commissions": False, "recorded_by_id": str(by["id"]), "recorded_by_name": str(by["name"])}
    return queries.insert(tx, **row, repeated=repeated) or queries.insert(tx, **row, repeated=True)


def void(tx, receipt_id, reason):
    """No-op where the receipt came without a document."""
    current = queries.lock_of_receipt(tx, receipt_id)
    if current is not None and current["active"]:
        # Its credit notes go with it: they would take off what was never bought.
        for one in (*queries.notes_of(tx, current["id"]), current):
            row = only(one, *queries.EDITED, "stocked") | {"active": False, "void_reason": reason}
            events.voided(tx, queries.update(tx, one["id"], **row))
