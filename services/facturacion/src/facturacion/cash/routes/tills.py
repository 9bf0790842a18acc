"""Tills, and how the clinic wants its cash counted."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from facturacion.cash import schemas, service
from facturacion.cash.queries import tills as queries

ns = Namespace("tills", path="/tills", description="Cajas")
till = document(ns, schemas.Till)
rules = document(ns, schemas.CashRules)


@ns.route("")
class Tills(Resource):
    @ns.response(200, "Cajas", document(ns, schemas.TillList))
    @requires("payments:write")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.all_of_them(db)}

    @ns.response(201, "Caja creada", till)
    @errors(409)
    @requires("cash:supervise")
    @body(ns, schemas.NewTill)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create_till(tx, new), 201)


@ns.route("/<int:id>")
class Till(Resource):
    @ns.response(200, "Caja cambiada", till)
    @errors(404, 409, 412, 428)
    @requires("cash:supervise")
    @body(ns, schemas.TillChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_till(tx, id, version, changes))


@ns.route("/rules")
class Rules(Resource):
    @ns.response(200, "Cómo se cuenta el efectivo", rules)
    @requires("payments:write")
    def get(self):
        with get_db().session() as db:
            return reply(queries.rules(db))

    @ns.response(200, "Reglas cambiadas", rules)
    @errors(412, 428)
    @requires("cash:supervise")
    @body(ns, schemas.RulesChange)
    def put(self, wished):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_rules(tx, version, wished))
