"""What is done in an appointment: treatments and extras."""

from flask_restx import Namespace

from citas.appointments import neighbours
from citas.appointments.queries import appointments as queries
from citas.appointments.reads import taken
from citas.appointments.rules import slots
from citas.appointments.schemas.lines import ExtraLines, Extras, TreatmentLines, Treatments
from citas.appointments.service import lines as service
from citas.appointments.service.booking import NOT_FOUND
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace("appointment-lines", path="/appointments", description="Lo que se hace en cada cita")


@ns.route("/<int:id>/treatments")
class AppointmentTreatments(Resource):
    @ns.response(200, "Tratamientos de la cita", document(ns, TreatmentLines))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(lines_of(found(queries.get(db, id), NOT_FOUND), "treatments"))

    @ns.response(200, "Tratamientos reemplazados", document(ns, TreatmentLines))
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Treatments)
    def put(self, wished, id):
        version = if_match()
        with get_db().session() as db:
            before = service.current(db, id, version)
        lines = neighbours.treatments(wished.items, "items", before["treatments"])
        lines = neighbours.planned(
            lines, wished.items, "items", before["patient"]["id"], before["treatments"]
        )
        slots.must_fit_money(lines + before["extras"])
        with taken.alternatives(), write() as tx:
            return tx.answer(lines_of(service.replace_treatments(tx, id, version, lines), "treatments"))


@ns.route("/<int:id>/extras")
class AppointmentExtras(Resource):
    @ns.response(200, "Productos añadidos a la cita", document(ns, ExtraLines))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(lines_of(found(queries.get(db, id), NOT_FOUND), "extras"))

    @ns.response(200, "Productos reemplazados", document(ns, ExtraLines))
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Extras)
    def put(self, wished, id):
        version = if_match()
        with get_db().session() as db:
            before = service.current(db, id, version)
        lines = neighbours.extras(wished.items, "items", before["extras"])
        slots.must_fit_money(lines + before["treatments"])
        with write() as tx:
            return tx.answer(lines_of(service.replace_extras(tx, id, version, lines), "extras"))


def lines_of(appointment, kind):
    return {
        "appointment_id": appointment["id"],
        "items": appointment[kind],
        "total": appointment["total"],
        "version": appointment["version"],
    }
