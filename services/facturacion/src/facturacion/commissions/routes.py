"""Commissions: rules, what was earned, settlements."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.commissions import neighbours, queries, schemas, service

rules_ns = Namespace("commission-rules", path="/commission-rules", description="Reglas de comisión")
ns = Namespace("commissions", path="/commissions", description="Comisiones ganadas")
settlements = Namespace("commission-settlements", path="/commission-settlements", description="Liquidaciones")
rule = document(rules_ns, schemas.CommissionRule)
settlement = document(settlements, schemas.Settlement)
entries = document(ns, schemas.EntryPage)


def own_id():
    """The caller as a professional; nobody for what is no person."""
    return int(me().id) if me().id.isdecimal() else 0


@rules_ns.route("")
class CommissionRules(Resource):
    @rules_ns.response(200, "Reglas", document(rules_ns, schemas.RuleList))
    @requires("commissions:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.rules(db)}

    @rules_ns.response(201, "Regla creada", rule)
    @errors(409)
    @requires("commissions:write")
    @body(rules_ns, schemas.NewRule)
    def post(self, new):
        doctor, treatment = neighbours.doctor_of(new.doctor_id), neighbours.treatment_of(new.treatment_id)
        with write() as tx:
            return tx.answer(service.create_rule(tx, new, doctor, treatment), 201)


@rules_ns.route("/<int:id>")
class OneRule(Resource):
    @rules_ns.response(200, "Regla con su último día", rule)
    @errors(404, 409, 412, 428)
    @requires("commissions:write")
    @body(rules_ns, schemas.RuleEnd)
    def patch(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.end_rule(tx, id, version, wish.valid_to))


@ns.route("")
class Commissions(Resource):
    @ns.response(200, "Lo ganado, línea por línea", entries)
    @requires("commissions:read")
    @query(ns, schemas.EntryFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)


@ns.route("/own")
class OwnCommissions(Resource):
    @ns.response(200, "Lo ganado por quien pregunta", entries)
    @requires("commissions:own")
    @query(ns, schemas.OwnFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted, doctor_id=own_id())


@ns.route("/pending")
class Pending(Resource):
    @ns.response(200, "Lo que falta liquidar de cada profesional", document(ns, schemas.PendingList))
    @requires("commissions:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.pending(db)}


@settlements.route("")
class Settlements(Resource):
    @settlements.response(200, "Liquidaciones", document(settlements, schemas.SettlementPage))
    @requires("commissions:read")
    @query(settlements, schemas.SettlementFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.settlement_page(db, wanted)

    @settlements.response(201, "Liquidación hecha", settlement)
    @errors(409)
    @requires("commissions:write")
    @body(settlements, schemas.NewSettlement)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.settle(tx, new), 201)


@settlements.route("/<int:id>")
class OneSettlement(Resource):
    @settlements.response(200, "La liquidación", settlement)
    @errors(404)
    @requires("commissions:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get_settlement(db, id), service.NOT_FOUND))


@settlements.route("/<int:id>/undo")
class UndoSettlement(Resource):
    @settlements.response(200, "Deshecha: sus líneas se liquidan de nuevo", settlement)
    @errors(404, 409)
    @requires("commissions:write")
    @body(settlements, schemas.SettlementUndo)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.undo(tx, id, wish.reason))
