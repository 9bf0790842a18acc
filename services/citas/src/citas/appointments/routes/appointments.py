"""Appointments: listed, booked, moved, and the steps of their day."""

from flask_restx import Namespace

from citas.appointments import neighbours
from citas.appointments.queries import appointments as queries
from citas.appointments.queries import corrections
from citas.appointments.reads import taken
from citas.appointments.rules import slots
from citas.appointments.schemas.appointments import (
    Appointment,
    AppointmentChanges,
    AppointmentFilter,
    AppointmentPage,
    CorrectionList,
    NewAppointment,
    PatientsQuery,
    PatientsVisits,
    Reopening,
    StatusChange,
)
from citas.appointments.service import booking, states
from common.store.db import get_db
from common.store.search import words
from common.store.sql import only
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("appointments", path="/appointments", description="Citas")
appointment = document(ns, Appointment)


@ns.route("")
class Appointments(Resource):
    @ns.response(200, "Citas que tocan el rango, por hora de inicio", document(ns, AppointmentPage))
    @requires("appointments:read")
    @query(ns, AppointmentFilter)
    def get(self, wanted):
        slots.must_be_a_page(wanted.limit, wanted.from_time, wanted.to_time)
        names = ("from_time", "to_time", "doctor_id", "patient_id", "room_id", "status", "ids")
        with get_db().session() as db:
            return queries.APPOINTMENTS.page(db, wanted, **only(vars(wanted), *names), **words(wanted.search))

    @ns.response(201, "Cita agendada", appointment)
    @errors(409)
    @requires("appointments:write")
    @body(ns, NewAppointment)
    def post(self, new):
        asked = booking.prepare(new)
        with taken.alternatives(), write() as tx:
            return tx.answer(booking.book(tx, new, *asked), 201)


@ns.route("/of-patients")
class OfPatients(Resource):
    @ns.response(200, "La última visita y la próxima cita de cada paciente", document(ns, PatientsVisits))
    @requires("appointments:read")
    @query(ns, PatientsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.of_patients(db, wanted.ids)}


@ns.route("/<int:id>")
class OneAppointment(Resource):
    @ns.response(200, "Cita", appointment)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id), booking.NOT_FOUND))

    @ns.response(200, "Cita reprogramada o corregida", appointment)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, AppointmentChanges)
    def patch(self, changes, id):
        version = if_match()
        doctor = neighbours.doctor_of_field(changes.doctor_id) if changes.doctor_id else None
        with taken.alternatives(), write() as tx:
            return tx.answer(booking.change(tx, id, version, changes.model_dump(exclude_unset=True), doctor))


@ns.route("/<int:id>/status")
class AppointmentStatus(Resource):
    @ns.response(200, "Cita en su nuevo estado", appointment)
    @errors(404, 409, 412, 503)
    @requires("appointments:write")
    @body(ns, StatusChange)
    def patch(self, change, id):
        version = if_match(needed=False)
        if change.status == "COMPLETED":
            with get_db().session() as db:
                version = states.ask_to_complete(db, id, version)
        with taken.alternatives(), write() as tx:
            return tx.answer(states.change_status(tx, id, version, change))


@ns.route("/<int:id>/reopen")
class ReopenedAppointment(Resource):
    @ns.response(200, "Cita otra vez en atención: se deshizo su término", appointment)
    @errors(404, 409, 412, 503)
    @requires("appointments:reopen")
    @body(ns, Reopening)
    def post(self, wish, id):
        version = if_match(needed=False)
        with get_db().session() as db:
            states.ask_to_reopen(db, id, version)
        with write() as tx:
            return tx.answer(states.reopen(tx, id, version, wish.reason))


@ns.route("/<int:id>/corrections")
class Corrections(Resource):
    @ns.response(200, "Correcciones de su estado, de la primera a la última", document(ns, CorrectionList))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            found(queries.get(db, id), booking.NOT_FOUND)
            return {"data": corrections.of_appointment(db, id)}
