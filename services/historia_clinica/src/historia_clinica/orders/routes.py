"""Orders: issue, print, record results, see them."""

from flask_restx import Namespace

from common.pdf import pdf_reply
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica.fields import Annulment, NewestFirst, Withdrawal
from historia_clinica.orders import queries, service
from historia_clinica.orders.queries import ORDER
from historia_clinica.orders.schemas import (
    NewOrder,
    NewResult,
    Order,
    OrderPage,
    ResultsSeen,
    UnseenOrders,
)
from historia_clinica.papers import service as papers

ns = Namespace("orders", path="/", description="Órdenes de laboratorio e imagen, y sus resultados")
order = document(ns, Order)


@ns.route("/patients/<int:id>/orders")
class PatientOrders(Resource):
    @ns.response(200, "Órdenes, las últimas primero; leerlas queda registrado", document(ns, OrderPage))
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            return papers.of_patient(db, ORDER, id, wanted)

    @ns.response(201, "Orden emitida, numerada e impresa; ya no se cambia", order)
    @errors(404, 409, 503)
    @requires("records:sign")
    @body(ns, NewOrder)
    def post(self, new, id):
        by = papers.issuer(ORDER)
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, by), 201)


@ns.route("/unseen-results")
class Unseen(Resource):
    @ns.response(200, "Órdenes propias con resultados sin ver", document(ns, UnseenOrders))
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return reply({"data": queries.unseen(db, me().id)})


@ns.route("/orders/<int:id>/pdf")
class OrderPdf(Resource):
    @ns.response(200, "La orden como se emitió, en PDF; leerla queda registrado")
    @produces("application/pdf")
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            return pdf_reply(*papers.as_issued(db, ORDER, id))


@ns.route("/orders/<int:id>/annul")
class OrderAnnulment(Resource):
    @ns.response(200, "Orden anulada; queda quién y por qué", order)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(papers.annul(tx, ORDER, id, new.reason, me()))


@ns.route("/orders/<int:id>/results")
class OrderResults(Resource):
    @ns.response(201, "La orden, con el resultado", order)
    @errors(404, 409)
    @requires("documents:write")
    @body(ns, NewResult)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me()), 201)


@ns.route("/order-results/<int:id>/withdraw")
class ResultWithdrawal(Resource):
    @ns.response(200, "La orden, con el resultado retirado", order)
    @errors(404, 409)
    @requires("documents:write")
    @body(ns, Withdrawal)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, new.reason, me()))


@ns.route("/orders/<int:id>/seen")
class OrderSeen(Resource):
    @ns.response(200, "Resultados vistos; queda por quién y cuándo", order)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, ResultsSeen)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.see(tx, id, new.result_id, me()))

    @ns.response(200, "Otra vez sin ver", order)
    @errors(404, 409)
    @requires("records:sign")
    def delete(self, id):
        with write() as tx:
            return tx.answer(service.unsee(tx, id, me()))
