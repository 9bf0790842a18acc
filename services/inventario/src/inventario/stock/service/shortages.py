"""Shortages: what became of them."""

from common.web.http import found
from inventario.stock import events, rules
from inventario.stock.queries import shortages
from inventario.stock.service.ledger import actor


def resolve(tx, id, reason):
    rules.must_be_open(found(shortages.lock(tx, id), f"No existe el faltante {id}."))
    shortage = shortages.resolve(tx, id, actor(), reason)
    events.shortage_resolved(tx, shortage)
    return shortage
