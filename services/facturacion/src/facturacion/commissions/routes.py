"""Commissions: rules, what was earned, settlements."""

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from common.web.sheets import MEDIA_TYPE, sheets_reply
from facturacion.commissions import neighbours, queries, reads, schemas, service, sheet
from facturacion.fields import Span

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

    @rules_ns.response(204, "Regla quitada: nada se había ganado con ella")
    @errors(404, 412, 422, 428)
    @requires("commissions:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            service.remove_rule(tx, id, version)
            return tx.answer(None, 204)


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


@ns.route("/earned")
class Earned(Resource):
    @ns.response(200, "Lo ganado en esas fechas por cada profesional", document(ns, schemas.EarnedByDoctors))
    @requires("commissions:read")
    @query(ns, Span)
    def get(self, span):
        with get_db().session() as db:
            return reads.earned(db, "doctor", span, clinic_today())


@ns.route("/own/earned")
class OwnEarned(Resource):
    @ns.response(200, "Lo ganado en esas fechas por quien pregunta", document(ns, schemas.OwnEarned))
    @requires("commissions:own")
    @query(ns, Span)
    def get(self, span):
        with get_db().session() as db:
            return reads.earned(db, "treatment", span, clinic_today(), own_id())


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
            return queries.settlement_page(db, wanted, wanted.doctor_id)

    @settlements.response(201, "Liquidación hecha", settlement)
    @errors(409)
    @requires("commissions:write")
    @body(settlements, schemas.NewSettlement)
    def post(self, new):
        clinic = pdf.letterhead()
        with write() as tx:
            return tx.answer(service.settle(tx, new, clinic), 201)


@settlements.route("/own")
class OwnSettlements(Resource):
    @settlements.response(
        200, "Las liquidaciones de quien pregunta", document(settlements, schemas.SettlementPage)
    )
    @requires("commissions:own")
    @query(settlements, schemas.OwnSettlementFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.settlement_page(db, wanted, own_id())


@settlements.route("/<int:id>")
class OneSettlement(Resource):
    @settlements.response(200, "La liquidación", settlement)
    @errors(404)
    @requires("commissions:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get_settlement(db, id), service.NOT_FOUND))


@settlements.route("/<int:id>/pdf")
class SettlementDocument(Resource):
    @produces("application/pdf")
    @settlements.response(200, "La liquidación impresa, como se hizo")
    @errors(404)
    @requires("commissions:read")
    def get(self, id):
        with get_db().session() as db:
            return sheet.document(db, found(queries.get_settlement(db, id), service.NOT_FOUND))


@settlements.route("/<int:id>/xlsx")
class SettlementSheet(Resource):
    @produces(MEDIA_TYPE)
    @settlements.response(200, "Sus líneas, como hoja de cálculo")
    @errors(404)
    @requires("commissions:read")
    def get(self, id):
        with get_db().session() as db:
            settlement = found(queries.get_settlement(db, id), service.NOT_FOUND)
            return sheets_reply(
                sheet.number_of(settlement), *sheet.tables(settlement, queries.of_settlement(db, id))
            )


@settlements.route("/own/<int:id>/pdf")
class OwnSettlementDocument(Resource):
    @produces("application/pdf")
    @settlements.response(200, "La propia liquidación impresa, como se hizo")
    @errors(404)
    @requires("commissions:own")
    def get(self, id):
        with get_db().session() as db:
            own = found(reads.own_settlement(db, id, own_id()), service.NOT_FOUND)
            return sheet.document(db, own)


@settlements.route("/<int:id>/undo")
class UndoSettlement(Resource):
    @settlements.response(200, "Deshecha: sus líneas se liquidan de nuevo", settlement)
    @errors(404, 409)
    @requires("commissions:write")
    @body(settlements, schemas.SettlementUndo)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.undo(tx, id, wish.reason))
