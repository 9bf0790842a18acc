"""Sessions of cash: opened, moved in, counted, closed, reopened, printed."""

from flask_restx import Namespace

from common import pdf
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, reply, write
from common.web.paging import PageQuery
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.cash import reads, schemas, service
from facturacion.cash.queries import closings
from facturacion.cash.queries import sessions as queries

ns = Namespace("cash", path="/cash", description="Caja: sesiones, conteos y cierres")
session = document(ns, schemas.CashSession)


@ns.route("/sessions")
class Sessions(Resource):
    @ns.response(200, "Sesiones de caja", document(ns, schemas.SessionPage))
    @requires("cash:read")
    @query(ns, schemas.SessionFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)

    @ns.response(201, "Caja abierta", session)
    @errors(409)
    @requires("payments:write")
    @body(ns, schemas.NewSession)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.open_session(tx, new), 201)


@ns.route("/sessions/own")
class Own(Resource):
    @ns.response(200, "La caja que usted tiene abierta", document(ns, schemas.OwnSession))
    @requires("payments:write")
    def get(self):
        with get_db().session() as db:
            return reply(reads.own(db, me()))


@ns.route("/sessions/<int:id>")
class Session(Resource):
    @ns.response(200, "La sesión de caja", session)
    @errors(404)
    @requires("payments:write")
    def get(self, id):
        with get_db().session() as db:
            one = reads.detail(db, id, me())
        reads.must_be_visible(one, me())
        return reply(one)


@ns.route("/sessions/<int:id>/movements")
class Movements(Resource):
    @ns.response(200, "Lo que se movió en la caja", document(ns, schemas.CashMovementPage))
    @errors(404)
    @requires("payments:write")
    @query(ns, PageQuery)
    def get(self, wanted, id):
        with get_db().session() as db:
            return reads.movements(db, wanted, id, me())

    @ns.response(201, "Movimiento registrado", document(ns, schemas.CashMovement))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, schemas.NewMovement)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.move(tx, id, new), 201)


@ns.route("/sessions/<int:id>/count")
class Count(Resource):
    @ns.response(200, "Conteo guardado, comparado con lo esperado", session)
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, schemas.NewCount)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.count(tx, id, new))


@ns.route("/sessions/<int:id>/close")
class Close(Resource):
    @ns.response(200, "Caja cerrada", session)
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, schemas.Closure)
    def post(self, wish, id):
        clinic = pdf.letterhead()
        with write() as tx:
            return tx.answer(service.close(tx, id, wish, clinic))


@ns.route("/sessions/<int:id>/reopen")
class Reopen(Resource):
    @ns.response(200, "Caja reabierta", session)
    @errors(404, 409)
    @requires("cash:supervise")
    @body(ns, schemas.Reopening)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.reopen(tx, id, wish.reason))


@ns.route("/closings/<int:id>/pdf")
class ClosingDocument(Resource):
    @produces("application/pdf")
    @ns.response(200, "El cierre impreso")
    @errors(404)
    @requires("payments:write")
    def get(self, id):
        with get_db().session() as db:
            row = found(closings.pdf(db, id), "No existe ese cierre.")
        reads.must_be_visible({"cashier": {"id": row["cashier_id"], "name": row["cashier_name"]}}, me())
        return pdf.pdf_reply(row["pdf"], row["number"])
