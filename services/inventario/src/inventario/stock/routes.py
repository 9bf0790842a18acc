"""Stock by lot of a product; lots, movements and shortages, over all products."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.store.search import words
from common.store.sql import only
from common.web.auth import requires
from common.web.http import found, if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario.catalogue import queries as products
from inventario.stock.queries.ledger import MOVEMENTS
from inventario.stock.queries.lots import of_product
from inventario.stock.queries.shortages import SHORTAGES
from inventario.stock.schemas import (
    AnnulledMovement,
    Lot,
    LotChanges,
    Movement,
    MovementFilter,
    MovementPage,
    NewMovement,
    ProductMovementFilter,
    Resolution,
    Shortage,
    ShortageFilter,
    ShortagePage,
    Stock,
)
from inventario.stock.service import ledger
from inventario.stock.service import lots as lot_service
from inventario.stock.service import shortages as shortage_service

stock = Namespace("stock", path="/products", description="Existencia de un producto, por lote")
lots = Namespace("lots", path="/lots", description="Lotes: retiro y vencimiento")
movements = Namespace(
    "movements", path="/movements", description="Libro de movimientos: no se cambia ni se borra"
)
shortages = Namespace("shortages", path="/shortages", description="Lo que faltó al atender")


def get_product(db, id):
    return found(products.get(db, id, clinic_today()), f"No existe el producto {id}.")


@stock.route("/<int:id>/stock")
class ProductStock(Resource):
    @stock.response(200, "Existencia y lotes, primero lo que vence antes", document(stock, Stock))
    @errors(404)
    @requires("products:read")
    def get(self, id):
        with get_db().session() as db:
            row = get_product(db, id)
            own = of_product(db, id, clinic_today())
        quantities = ("stock_quantity", "usable_quantity", "expired_quantity", "recalled_quantity")
        return {"product_id": id, **only(row, *quantities), "lots": own}

    @stock.response(201, "Movimiento registrado", document(stock, Movement))
    @errors(404, 409)
    @requires("stock:write")
    @body(stock, NewMovement)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(ledger.move(tx, id, new), 201)


@stock.route("/<int:id>/movements")
class ProductMovements(Resource):
    @stock.response(
        200, "Movimientos del producto, del más nuevo al más antiguo", document(stock, MovementPage)
    )
    @errors(404)
    @requires("products:read")
    @query(stock, ProductMovementFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            get_product(db, id)
            return MOVEMENTS.page(
                db, wanted, product_id=id, appointment_id=None, kind=wanted.kind, **words(wanted.search)
            )


@lots.route("/<int:id>")
class OneLot(Resource):
    @lots.response(200, "Lote cambiado", document(lots, Lot))
    @errors(404, 412, 428)
    @requires("stock:write")
    @body(lots, LotChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(lot_service.change(tx, id, version, changes))


@movements.route("")
class Movements(Resource):
    @movements.response(200, "Movimientos, del más nuevo al más antiguo", document(movements, MovementPage))
    @requires("products:read")
    @query(movements, MovementFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return MOVEMENTS.page(
                db,
                wanted,
                product_id=wanted.product_id,
                appointment_id=wanted.appointment_id,
                **words(wanted.search),
                kind=wanted.kind,
            )


@movements.route("/<int:id>/annulment")
class MovementAnnulment(Resource):
    @movements.response(201, "Baja o devolución anulada: vuelve a su lote", document(movements, Movement))
    @errors(404, 409)
    @requires("stock:write")
    @body(movements, AnnulledMovement)
    def post(self, annulled, id):
        with write() as tx:
            return tx.answer(ledger.annul(tx, id, annulled.reason), 201)


@shortages.route("")
class Shortages(Resource):
    @shortages.response(200, "Faltantes, del más nuevo al más antiguo", document(shortages, ShortagePage))
    @requires("products:read")
    @query(shortages, ShortageFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return SHORTAGES.page(
                db,
                wanted,
                resolved=wanted.resolved,
                product_id=wanted.product_id,
                appointment_id=wanted.appointment_id,
                **words(wanted.search),
            )


@shortages.route("/<int:id>/resolve")
class ResolvedShortage(Resource):
    @shortages.response(200, "Faltante resuelto", document(shortages, Shortage))
    @errors(404, 409)
    @requires("stock:write")
    @body(shortages, Resolution)
    def post(self, resolution, id):
        with write() as tx:
            return tx.answer(shortage_service.resolve(tx, id, resolution.reason))
