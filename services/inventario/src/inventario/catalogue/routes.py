"""Products."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.cache import get_cache
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario.catalogue import queries, service
from inventario.catalogue.schemas import (
    ExpiringFilter,
    LowStockFilter,
    NewProduct,
    Product,
    ProductChanges,
    ProductFilter,
    ProductPage,
)
from inventario.fields import Categories

ns = Namespace("products", path="/products", description="Productos y sus existencias por lote")
product = document(ns, Product)
page = document(ns, ProductPage)


def product_page(wanted, low_stock, expired=None):
    """Kept for a while, by what was asked and the day: which lots count depends on it."""
    today = clinic_today()

    def load():
        with get_db().session() as db:
            return queries.PRODUCTS.page(
                db,
                wanted,
                **words(wanted.search),
                category=wanted.category,
                active=wanted.active,
                low_stock=low_stock,
                expired=expired,
                today=today,
            )

    return get_cache().get("products", f"{today}:{low_stock}:{expired}:{wanted.model_dump_json()}", load)


@ns.route("")
class Products(Resource):
    @ns.response(200, "Productos", page)
    @requires("products:read")
    @query(ns, ProductFilter)
    def get(self, wanted):
        return product_page(wanted, wanted.low_stock, wanted.expired)

    @ns.response(201, "Producto creado", product)
    @errors(409)
    @requires("products:write")
    @body(ns, NewProduct)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/low-stock")
class LowStock(Resource):
    @ns.response(200, "Productos cuya existencia utilizable está en su mínimo o por debajo", page)
    @requires("products:read")
    @query(ns, LowStockFilter)
    def get(self, wanted):
        return product_page(wanted, True)


@ns.route("/expiring")
class Expiring(Resource):
    @ns.response(200, "Productos con un lote vencido o que vence hasta ese día, primero el más antiguo", page)
    @requires("products:read")
    @query(ns, ExpiringFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.EXPIRING.page(
                db,
                wanted,
                **words(wanted.search),
                category=wanted.category,
                active=wanted.active,
                by=wanted.by,
                today=clinic_today(),
            )


@ns.route("/categories")
class ProductCategories(Resource):
    @ns.response(200, "Categorías en uso", document(ns, Categories))
    @requires("products:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.categories(db)}


@ns.route("/<int:id>")
class OneProduct(Resource):
    @ns.response(200, "Producto", product)
    @errors(404)
    @requires("products:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id, clinic_today()), f"No existe el producto {id}."))

    @ns.response(200, "Producto cambiado", product)
    @errors(404, 409, 412, 428)
    @requires("products:write")
    @body(ns, ProductChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))
