"""Treatments, their recipes, and whether there is enough at hand."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.cache import get_cache
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from inventario.fields import Categories
from inventario.treatments import queries, rules, service
from inventario.treatments.schemas import (
    AnnouncedPrices,
    NewPrice,
    NewRecipe,
    NewTreatment,
    Recipe,
    StockCheck,
    Times,
    Treatment,
    TreatmentChanges,
    TreatmentFilter,
    TreatmentPage,
)

ns = Namespace("treatments", path="/treatments", description="Tratamientos, su receta, su costo y su margen")
treatment = document(ns, Treatment)
recipe = document(ns, Recipe)


def get(db, id):
    return found(queries.get(db, id, clinic_today()), f"No existe el tratamiento {id}.")


@ns.route("")
class Treatments(Resource):
    @ns.response(200, "Tratamientos", document(ns, TreatmentPage))
    @requires("treatments:read")
    @query(ns, TreatmentFilter)
    def get(self, wanted):
        today = clinic_today()

        def load():
            with get_db().session() as db:
                return queries.TREATMENTS.page(
                    db,
                    wanted,
                    today=today,
                    **words(wanted.search),
                    category=wanted.category,
                    active=wanted.active,
                )

        return get_cache().get("treatments", f"{today}:{wanted.model_dump_json()}", load)

    @ns.response(201, "Tratamiento creado", treatment)
    @errors(409)
    @requires("treatments:write")
    @body(ns, NewTreatment)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/categories")
class TreatmentCategories(Resource):
    @ns.response(200, "Categorías en uso", document(ns, Categories))
    @requires("treatments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.categories(db)}


@ns.route("/<int:id>")
class OneTreatment(Resource):
    @ns.response(200, "Tratamiento", treatment)
    @errors(404)
    @requires("treatments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(get(db, id))

    @ns.response(200, "Tratamiento cambiado", treatment)
    @errors(404, 409, 412, 428)
    @requires("treatments:write")
    @body(ns, TreatmentChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/<int:id>/prices")
class TreatmentPrices(Resource):
    @ns.response(
        200, "Precios anunciados, también los que ya rigen y los retirados", document(ns, AnnouncedPrices)
    )
    @errors(404)
    @requires("treatments:read")
    def get(self, id):
        with get_db().session() as db:
            get(db, id)
            return {"data": queries.prices(db, id)}

    @ns.response(201, "Precio anunciado: el tratamiento", treatment)
    @errors(404, 409)
    @requires("treatments:write")
    @body(ns, NewPrice)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.announce_price(tx, id, new), 201)


@ns.route("/<int:id>/prices/<int:price_id>/withdraw")
class WithdrawnPrice(Resource):
    @ns.response(200, "Precio retirado: el tratamiento", treatment)
    @errors(404, 409)
    @requires("treatments:write")
    def post(self, id, price_id):
        with write() as tx:
            return tx.answer(service.withdraw_price(tx, id, price_id))


@ns.route("/<int:id>/recipe")
class TreatmentRecipe(Resource):
    @ns.response(200, "Receta con su costo", recipe)
    @errors(404)
    @requires("treatments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(rules.recipe(get(db, id), queries.recipe(db, id, clinic_today())))

    @ns.response(200, "Receta reemplazada", recipe)
    @errors(404, 412, 428)
    @requires("treatments:write")
    @body(ns, NewRecipe)
    def put(self, new, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace_recipe(tx, id, version, new.items))


@ns.route("/<int:id>/check-stock")
class TreatmentStock(Resource):
    @ns.response(200, "Si alcanza lo que hay para hacerlo hoy", document(ns, StockCheck))
    @errors(404)
    @requires("treatments:read")
    @query(ns, Times)
    def get(self, wanted, id):
        with get_db().session() as db:
            get(db, id)
            missing = queries.missing_for(db, id, wanted.quantity, clinic_today())
        return {"available": not missing, "missing": missing}
