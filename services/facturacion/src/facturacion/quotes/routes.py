"""Quotes, their editions and what was answered."""

from flask import current_app
from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.neighbours import patient_of
from facturacion.quotes import neighbours, reads, schemas, service, sheet
from facturacion.quotes.queries import acceptances, quotes, terms

ns = Namespace("quotes", path="/quotes", description="Presupuestos")
items = Namespace(
    "plan-items", path="/plan-items", description="El dinero de los ítems de un plan de tratamiento"
)
quote = document(ns, schemas.Quote)
rules = document(ns, schemas.QuoteRules)


@ns.route("")
class Quotes(Resource):
    @ns.response(200, "Presupuestos", document(ns, schemas.QuotePage))
    @requires("quotes:read")
    @query(ns, schemas.QuoteFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return quotes.page(db, wanted, clinic_today())

    @ns.response(201, "Presupuesto en borrador", quote)
    @requires("quotes:write")
    @body(ns, schemas.NewQuote)
    def post(self, new):
        patient = patient_of(new.patient_id)
        doctor = neighbours.doctor_of(new.appointment_id, patient["id"])
        with write() as tx:
            return tx.answer(service.write(tx, new, patient, doctor), 201)


@ns.route("/rules")
class RulesOfQuotes(Resource):
    @ns.response(200, "Cuánto valen los presupuestos y con qué condiciones", rules)
    @requires("quotes:read")
    def get(self):
        with get_db().session() as db:
            return reply(terms.get(db))

    @ns.response(200, "Reglas cambiadas; lo enviado queda como se envió", rules)
    @errors(412, 428)
    @requires("quotes:write")
    @body(ns, schemas.QuoteRulesChange)
    def put(self, wished):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_rules(tx, version, wished))


@ns.route("/<int:id>")
class OneQuote(Resource):
    @ns.response(200, "El presupuesto", quote)
    @errors(404)
    @requires("quotes:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(reads.detail(db, id))

    @ns.response(200, "Borrador corregido", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    @body(ns, schemas.QuoteChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))

    @ns.response(200, "Borrador descartado", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.discard(tx, id, version))


@ns.route("/<int:id>/send")
class Send(Resource):
    @ns.response(200, "Cerrado e impreso: desde aquí no se edita", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    def post(self, id):
        version = if_match()
        with get_db().session() as db:
            whose = found(quotes.get(db, id, clinic_today()), reads.NOT_FOUND)["patient"]["id"]
        patient, clinic = patient_of(whose), pdf.letterhead()
        with write() as tx:
            return tx.answer(service.send(tx, id, version, patient, clinic))


@ns.route("/<int:id>/mail")
class MailQuote(Resource):
    @ns.response(200, "En camino al paciente, con el PDF que se envió", quote)
    @errors(404, 409)
    @requires("quotes:write")
    @body(ns, schemas.QuoteMail)
    def post(self, wish, id):
        with get_db().session() as db:
            whose = found(quotes.get(db, id, clinic_today()), reads.NOT_FOUND)["patient"]["id"]
        patient, clinic = patient_of(whose), pdf.letterhead()
        with write() as tx:
            return tx.answer(service.mail(tx, id, wish.to, patient, clinic, current_app.config["SETTINGS"]))


@ns.route("/<int:id>/acceptance")
class Acceptance(Resource):
    @ns.response(200, "Aceptado, todo o en parte", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    @body(ns, schemas.NewAcceptance)
    def post(self, given, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.accept(tx, id, version, given))

    @ns.response(200, "La última aceptación, deshecha", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.take_back_acceptance(tx, id, version))


@ns.route("/<int:id>/rejection")
class Rejection(Resource):
    @ns.response(200, "Rechazado", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    @body(ns, schemas.NewRejection)
    def post(self, given, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.reject(tx, id, version, given))

    @ns.response(200, "El rechazo, deshecho", quote)
    @errors(404, 409, 412, 428)
    @requires("quotes:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.take_back_rejection(tx, id, version))


@ns.route("/<int:id>/editions")
class Editions(Resource):
    @ns.response(201, "Versión nueva, en borrador", quote)
    @errors(404, 409)
    @requires("quotes:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.renew(tx, id), 201)


@ns.route("/<int:id>/pdf")
class Pdf(Resource):
    @produces("application/pdf")
    @ns.response(200, "El presupuesto impreso; lo enviado sale siempre igual")
    @errors(404)
    @requires("quotes:read")
    def get(self, id):
        clinic = pdf.letterhead()
        with get_db().session() as db:
            name, printed = sheet.printed(db, id, clinic)
        return pdf.pdf_reply(printed, name)


@items.route("")
class PlanItems(Resource):
    @items.response(
        200, "Lo acordado, facturado y pagado de cada ítem", document(items, schemas.PlanItemsMoney)
    )
    @requires("quotes:read")
    @query(items, schemas.PlanItemsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": acceptances.plan_items(db, wanted.ids)}
