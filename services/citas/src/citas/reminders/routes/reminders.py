"""Messages: those of a visit, those that a person sends, and who asked for another hour."""

from datetime import UTC, datetime

from flask_restx import Namespace

from citas.appointments.queries import appointments
from citas.appointments.service.booking import NOT_FOUND as NO_VISIT
from citas.reminders import rules
from citas.reminders.queries import reminders as queries
from citas.reminders.schemas.reminders import ReminderMessage, Reminders, VisitReminder, VisitReminders
from citas.reminders.service import answers
from citas.reminders.service import sending as service
from citas.schedules import neighbours
from common.clock import clinic_zone
from common.messages.links import make_link
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import document, errors

ns = Namespace("reminders", path="/reminders", description="Avisos a los pacientes")
of_visits = Namespace("appointment-reminders", path="/appointments", description="Los avisos de una cita")
reminder = document(ns, VisitReminder)


@of_visits.route("/<int:id>/reminders")
class OfVisit(Resource):
    @of_visits.response(
        200, "Sus avisos: previstos, enviados, abiertos y respondidos", document(of_visits, Reminders)
    )
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            found(appointments.get(db, id), NO_VISIT)
            return {"data": queries.of_appointment(db, id)}


@ns.route("/to-send")
class ToSend(Resource):
    @ns.response(200, "Avisos que esperan a que una persona los envíe", document(ns, VisitReminders))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.to_send(db, datetime.now(UTC))}


@ns.route("/requests")
class Requests(Resource):
    @ns.response(200, "Quiénes pidieron otra hora y la esperan", document(ns, VisitReminders))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.requests(db, datetime.now(UTC))}


@ns.route("/<int:id>/message")
class OneMessage(Resource):
    @ns.response(201, "Su texto, con un enlace nuevo para responder", document(ns, ReminderMessage))
    @errors(404, 409, 503)
    @requires("appointments:write")
    def post(self, id):
        with get_db().session() as db:
            one, seconds = service.seconds_left(db, id)
        cancelled = one["moment"] == "CANCELLED"
        link = "" if cancelled else make_link(rules.ANSWER, id, seconds).url
        values = rules.values_of(one, neighbours.clinic_of_caller(), clinic_zone(), link)
        text = rules.filled(one["body"], values)
        secrets = {"text": text, "talk": rules.talk(one["patient"]["phone"], text)}
        with write() as tx:
            queries.link(tx, id)
            # Whoever has the link answers for the patient: it is not stored.
            return tx.answer({"missing": rules.missing((one["body"],), values)}, 201, secrets=secrets)


@ns.route("/<int:id>/sent")
class SentReminder(Resource):
    @ns.response(200, "Anotado como enviado, una vez", reminder)
    @errors(404, 409)
    @requires("appointments:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.note_sent(tx, id))


@ns.route("/<int:id>/taken-back")
class TakenBack(Resource):
    @ns.response(200, "Lo que se anotó por error vuelve a la lista", reminder)
    @errors(404, 409)
    @requires("appointments:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.take_back(tx, id))


@ns.route("/<int:id>/handled")
class HandledRequest(Resource):
    @ns.response(200, "El pedido de otra hora está atendido", reminder)
    @errors(404, 409)
    @requires("appointments:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(answers.handle(tx, id))
