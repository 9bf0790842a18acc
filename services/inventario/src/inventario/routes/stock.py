"""Lots, movements and shortages, over all products."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario.queries import stock
from inventario.schemas.stock import (
    Lot,
    LotChanges,
    MovementFilter,
    MovementPage,
    Resolution,
    Shortage,
    ShortageFilter,
    ShortagePage,
)
from inventario.service import stock as service

lots = Namespace("lots", path="/lots", description="Lotes: retiro y vencimiento")
movements = Namespace(
    "movements", path="/movements", description="Libro de movimientos: no se cambia ni se borra"
)
shortages = Namespace("shortages", path="/shortages", description="Lo que faltó al atender")


def movement_page(wanted, product_id, appointment_id=None):
    filters = {"product_id": product_id, "appointment_id": appointment_id, "kind": wanted.kind}
    (after_id,) = decode(wanted.after, 1)
    with get_db().session() as db:
        rows = stock.movements(db, **filters, after_id=after_id, limit=wanted.limit)
        count = stock.count_movements(db, **filters) if wanted.total else None
    return page_of(rows, wanted.limit, ("id",), count)


@lots.route("/<int:id>")
class OneLot(Resource):
    @lots.response(200, "Lote cambiado", document(lots, Lot))
    @errors(404, 412, 428)
    @requires("stock:write")
    @body(lots, LotChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_lot(tx, id, version, changes))


@movements.route("")
class Movements(Resource):
    @movements.response(200, "Movimientos, del más nuevo al más antiguo", document(movements, MovementPage))
    @requires("products:read")
    @query(movements, MovementFilter)
    def get(self, wanted):
        return movement_page(wanted, wanted.product_id, wanted.appointment_id)


@shortages.route("")
class Shortages(Resource):
    @shortages.response(200, "Faltantes, del más nuevo al más antiguo", document(shortages, ShortagePage))
    @requires("products:read")
    @query(shortages, ShortageFilter)
    def get(self, wanted):
        filters = {name: getattr(wanted, name) for name in ("resolved", "product_id", "appointment_id")}
        (after_id,) = decode(wanted.after, 1)
        with get_db().session() as db:
            rows = stock.shortages(db, **filters, after_id=after_id, limit=wanted.limit)
            count = stock.count_shortages(db, **filters) if wanted.total else None
        return page_of(rows, wanted.limit, ("id",), count)


@shortages.route("/<int:id>/resolve")
class ResolvedShortage(Resource):
    @shortages.response(200, "Faltante resuelto", document(shortages, Shortage))
    @errors(404, 409)
    @requires("stock:write")
    @body(shortages, Resolution)
    def post(self, resolution, id):
        with write() as tx:
            return tx.answer(service.resolve_shortage(tx, id, resolution.reason))
