"""Orders: issue, print, record results, see them; and the clinic's exams."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.store.search import words
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from historia_clinica import practitioners
from historia_clinica.fields import Annulment, NewestFirst
from historia_clinica.orders import queries, service, sheet
from historia_clinica.orders.schemas import (
    Exam,
    ExamChanges,
    ExamFilter,
    ExamPage,
    NewExam,
    NewOrder,
    NewResult,
    Order,
    OrderPage,
    ResultsSeen,
    UnseenOrders,
)
from historia_clinica.orders.service import NO_SUCH_ORDER
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT, must_be_registered
from historia_clinica.trace import viewed

ns = Namespace("orders", path="/", description="Órdenes de laboratorio e imagen, y sus resultados")
order = document(ns, Order)
exam = document(ns, Exam)


@ns.route("/patients/<int:id>/orders")
class PatientOrders(Resource):
    @ns.response(200, "Órdenes, las últimas primero; leerlas queda registrado", document(ns, OrderPage))
    @errors(404)
    @requires("records:read")
    @query(ns, NewestFirst)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "las órdenes de exámenes")
            return queries.ORDERS.page(db, wanted, patient_id=id)

    @ns.response(201, "Orden emitida, numerada e impresa; ya no se cambia", order)
    @errors(404, 409, 503)
    @requires("records:sign")
    @body(ns, NewOrder)
    def post(self, new, id):
        practitioner = practitioners.ask(me().id)
        must_be_registered(practitioner, clinic_today(), "ordenar exámenes")
        clinic, now = pdf.letterhead(), datetime.now(UTC)
        with write() as tx:
            return tx.answer(service.issue(tx, id, new, me(), practitioner, clinic, now), 201)


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
            one = found(queries.get(db, id), NO_SUCH_ORDER)
            viewed(db, patients.name(db, one["patient_id"]), "una orden de exámenes")
            return pdf.pdf_reply(queries.document(db, id), sheet.name_of(one))


@ns.route("/orders/<int:id>/annul")
class OrderAnnulment(Resource):
    @ns.response(200, "Orden anulada; queda quién y por qué", order)
    @errors(404, 409)
    @requires("records:sign")
    @body(ns, Annulment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.annul(tx, id, new.reason, me()))


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
    @body(ns, Annulment)
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


@ns.route("/exams")
class Exams(Resource):
    @ns.response(200, "Exámenes de la clínica, por su nombre", document(ns, ExamPage))
    @requires("records:read")
    @query(ns, ExamFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.EXAMS.page(
                db, wanted, **words(wanted.search), kind=wanted.kind, active=wanted.active
            )

    @ns.response(201, "Examen agregado", exam)
    @errors(409)
    @requires("records:sign")
    @body(ns, NewExam)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.add_exam(tx, new), 201)


@ns.route("/exams/<int:id>")
class OneExam(Resource):
    @ns.response(200, "Examen que se usa, o ya no", exam)
    @errors(404, 412, 428)
    @requires("records:sign")
    @body(ns, ExamChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.switch_exam(tx, id, version, changes.active))
