"""Products, and their stock by lot."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.cache import get_cache
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario import rules
from inventario.queries import products, stock
from inventario.routes.stock import movement_page
from inventario.schemas.products import (
    Categories,
    ExpiringFilter,
    LowStockFilter,
    NewProduct,
    Product,
    ProductChanges,
    ProductFilter,
    ProductPage,
)
from inventario.schemas.stock import Movement, MovementPage, NewMovement, ProductMovementFilter, Stock
from inventario.service import products as service
from inventario.service.stock import move

ns = Namespace("products", path="/products", description="Productos y sus existencias por lote")
product = document(ns, Product)
page = document(ns, ProductPage)


def product_page(wanted, low_stock):
    """Kept for a while, by what was asked and the day: which lots count depends on it."""
    filters = {
        "search": wanted.search,
        "category": wanted.category,
        "active": wanted.active,
        "low_stock": low_stock,
    }
    after, after_id = decode(wanted.after, 2)

    def load():
        with get_db().session() as db:
            rows = products.find(
                db,
                **filters,
                sort=wanted.sort,
                after=after,
                after_id=after_id,
                limit=wanted.limit,
                today=clinic_today(),
            )
            count = products.count(db, **filters) if wanted.total else None
        return page_of(rows, wanted.limit, (wanted.sort.removeprefix("-"), "id"), count)

    return get_cache().get("products", f"{clinic_today()}:{low_stock}:{wanted.model_dump_json()}", load)


@ns.route("")
class Products(Resource):
    @ns.response(200, "Productos", page)
    @requires("products:read")
    @query(ns, ProductFilter)
    def get(self, wanted):
        return product_page(wanted, wanted.low_stock)

    @ns.response(201, "Producto creado", product)
    @errors(409)
    @requires("products:write")
    @body(ns, NewProduct)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/low-stock")
class LowStock(Resource):
    @ns.response(200, "Productos en su mínimo o por debajo", page)
    @requires("products:read")
    @query(ns, LowStockFilter)
    def get(self, wanted):
        return product_page(wanted, True)


@ns.route("/expiring")
class Expiring(Resource):
    @ns.response(200, "Productos cuyo próximo lote vence hasta ese día, primero el más cercano", page)
    @requires("products:read")
    @query(ns, ExpiringFilter)
    def get(self, wanted):
        filters = wanted.model_dump(include={"search", "category", "active", "by"})
        after, after_id = decode(wanted.after, 2)
        today = clinic_today()
        with get_db().session() as db:
            rows = products.expiring(
                db, **filters, after=after, after_id=after_id, limit=wanted.limit, today=today
            )
            count = products.count_expiring(db, **filters, today=today) if wanted.total else None
        return page_of(rows, wanted.limit, ("next_expiry", "id"), count)


@ns.route("/categories")
class ProductCategories(Resource):
    @ns.response(200, "Categorías en uso", document(ns, Categories))
    @requires("products:read")
    def get(self):
        with get_db().session() as db:
            return {"data": products.categories(db)}


@ns.route("/<int:id>")
class OneProduct(Resource):
    @ns.response(200, "Producto", product)
    @errors(404)
    @requires("products:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(
                rules.must_exist(products.get(db, id, clinic_today()), f"No existe el producto {id}.")
            )

    @ns.response(200, "Producto cambiado", product)
    @errors(404, 409, 412, 428)
    @requires("products:write")
    @body(ns, ProductChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/<int:id>/stock")
class ProductStock(Resource):
    @ns.response(200, "Existencia y lotes, primero lo que vence antes", document(ns, Stock))
    @errors(404)
    @requires("products:read")
    def get(self, id):
        with get_db().session() as db:
            row = rules.must_exist(products.get(db, id, clinic_today()), f"No existe el producto {id}.")
            lots = stock.lots(db, id, clinic_today())
        return {"product_id": id, "stock_quantity": row["stock_quantity"], "lots": lots}

    @ns.response(201, "Movimiento registrado", document(ns, Movement))
    @errors(404, 409)
    @requires("stock:write")
    @body(ns, NewMovement)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(move(tx, id, new), 201)


@ns.route("/<int:id>/movements")
class ProductMovements(Resource):
    @ns.response(200, "Movimientos del producto, del más nuevo al más antiguo", document(ns, MovementPage))
    @errors(404)
    @requires("products:read")
    @query(ns, ProductMovementFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            rules.must_exist(products.get(db, id, clinic_today()), f"No existe el producto {id}.")
        return movement_page(wanted, product_id=id)
