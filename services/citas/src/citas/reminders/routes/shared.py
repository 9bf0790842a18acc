"""What a patient reads and answers on their own phone by the link of a message, without entering."""

from flask import current_app
from flask_restx import Namespace

from citas import calendars
from citas.reminders import rules
from citas.reminders.schemas.reminders import SharedVisit, VisitAnswer
from citas.reminders.service import answers as service
from citas.schedules.neighbours import clinic_of_caller
from common.problems import Conflict, Gone
from common.store.db import get_db
from common.web.http import download, reply, write
from common.web.links import by_link, link
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces

ns = Namespace("shared-visit", path="/shared/visit", description="Una cita, para quien tiene su enlace")
shared = document(ns, SharedVisit)


@ns.route("")
class SharedVisitPage(Resource):
    @ns.response(200, "La cita, o lo que fue de ella", shared)
    @errors(404, 410)
    @by_link(rules.ANSWER)
    def get(self):
        with get_db().transaction() as tx:
            return reply(service.see(tx, thing()))

    @ns.response(201, "Respondido", shared)
    @errors(404, 410)
    @by_link(rules.ANSWER)
    @body(ns, VisitAnswer)
    def post(self, answer):
        try:
            with write() as tx:
                return tx.answer(service.answer(tx, thing(), answer), 201)
        except Conflict:
            # What stands in the way of it at the clinic tells nobody here.
            raise Gone("Esta cita ya no se puede responder aquí. Llame a la clínica.") from None


@ns.route("/calendar")
class SharedVisitCalendar(Resource):
    @ns.response(200, "La cita para el calendario del paciente (iCalendar), como en su aviso")
    @errors(404, 410, 503)
    @produces(calendars.MEDIA_TYPE)
    @by_link(rules.ANSWER)
    def get(self):
        with get_db().session() as db:
            visit = service.in_calendar(db, thing())
        calendar = calendars.publication(visit, clinic_of_caller(), current_app.config["SETTINGS"])
        return download(calendar, calendars.DOWNLOAD, calendars.FILE)


def thing():
    """The message that the link of this request is about."""
    return int(link().about)
