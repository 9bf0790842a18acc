"""Appointments and what is done in them."""

from flask_restx import Namespace

from citas import agenda, neighbours, rules
from citas.queries import appointments as queries
from citas.schemas.appointments import (
    Appointment,
    AppointmentChanges,
    AppointmentFilter,
    AppointmentList,
    AppointmentPage,
    DayCounts,
    DaysQuery,
    ExtraLines,
    Extras,
    NewAppointment,
    StatusChange,
    TodayQuery,
    TreatmentLines,
    Treatments,
)
from citas.schemas.doctors import Availability, AvailabilityQuery
from citas.service import appointments as service
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.paging import decode, page_of
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
        rules.must_be_a_page(wanted.limit, wanted.from_time, wanted.to_time)
        after_time, after_id = decode(wanted.after, 2)
        criteria = criteria_of(wanted)
        with get_db().session() as db:
            rows = queries.page(db, criteria, wanted.sort, after_time, after_id, wanted.limit)
            total = queries.count(db, criteria) if wanted.total else None
        return page_of(rows, wanted.limit, ("start_time", "id"), total)

    @ns.response(201, "Cita agendada", appointment)
    @errors(409)
    @requires("appointments:write")
    @body(ns, NewAppointment)
    def post(self, new):
        asked = service.prepare(new)
        with agenda.alternatives(), write() as tx:
            return tx.answer(service.book(tx, new, *asked), 201)


@ns.route("/<int:id>")
class OneAppointment(Resource):
    @ns.response(200, "Cita", appointment)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(service.existing(queries.one(db, id), id))

    @ns.response(200, "Cita reprogramada o corregida", appointment)
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, AppointmentChanges)
    def patch(self, changes, id):
        version = if_match()
        doctor = neighbours.doctor_of_field(changes.doctor_id) if changes.doctor_id else None
        with agenda.alternatives(), write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True), doctor))


@ns.route("/<int:id>/status")
class AppointmentStatus(Resource):
    @ns.response(200, "Cita en su nuevo estado", appointment)
    @errors(404, 409, 412)
    @requires("appointments:write")
    @body(ns, StatusChange)
    def patch(self, change, id):
        version = if_match(needed=False)
        with agenda.alternatives(), write() as tx:
            return tx.answer(service.change_status(tx, id, version, change.status, change.reason))


@ns.route("/<int:id>/treatments")
class AppointmentTreatments(Resource):
    @ns.response(200, "Tratamientos de la cita", document(ns, TreatmentLines))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(lines_of(service.existing(queries.one(db, id), id), "treatments"))

    @ns.response(200, "Tratamientos reemplazados", document(ns, TreatmentLines))
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Treatments)
    def put(self, wished, id):
        version = if_match()
        with get_db().session() as db:
            before = service.current(db, id, version)
        lines = neighbours.treatments(wished.items, "items", before["treatments"])
        rules.must_fit_money(lines + before["extras"])
        with write() as tx:
            return tx.answer(lines_of(service.replace_treatments(tx, id, version, lines), "treatments"))


@ns.route("/<int:id>/extras")
class AppointmentExtras(Resource):
    @ns.response(200, "Productos añadidos a la cita", document(ns, ExtraLines))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(lines_of(service.existing(queries.one(db, id), id), "extras"))

    @ns.response(200, "Productos reemplazados", document(ns, ExtraLines))
    @errors(404, 409, 412, 428)
    @requires("appointments:write")
    @body(ns, Extras)
    def put(self, wished, id):
        version = if_match()
        with get_db().session() as db:
            before = service.current(db, id, version)
        lines = neighbours.extras(wished.items, "items", before["extras"])
        rules.must_fit_money(lines + before["treatments"])
        with write() as tx:
            return tx.answer(lines_of(service.replace_extras(tx, id, version, lines), "extras"))


@ns.route("/check-availability")
class CheckAvailability(Resource):
    @ns.response(
        200, "Si esa hora está libre, qué la ocupa y las siguientes libres", document(ns, Availability)
    )
    @requires("appointments:read")
    @query(ns, AvailabilityQuery)
    def get(self, wanted):
        rules.must_last_sensibly(wanted.start_time, wanted.end_time)
        with get_db().session() as db:
            return agenda.availability(db, rules.Slot(**wanted.model_dump()))


@ns.route("/today")
class Today(Resource):
    @ns.response(200, "Citas de hoy, por hora de inicio", document(ns, AppointmentList))
    @requires("appointments:read")
    @query(ns, TodayQuery)
    def get(self, wanted):
        start, end = agenda.bounds(agenda.today())
        with get_db().session() as db:
            return {"data": queries.between(db, start, end, wanted.doctor_id)}


@ns.route("/daily-counts")
class DailyCounts(Resource):
    @ns.response(
        200, "Cuántas citas empiezan cada día, también los días sin ninguna", document(ns, DayCounts)
    )
    @requires("appointments:read")
    @query(ns, DaysQuery)
    def get(self, wanted):
        rules.must_be_a_range(wanted.first, wanted.last, 366)
        with get_db().session() as db:
            zone = agenda.clinic_zone().key
            return {"data": queries.daily_counts(db, wanted.first, wanted.last, wanted.doctor_id, zone)}


def criteria_of(wanted):
    """The filter's values as the query names them."""
    return {
        "from_time": wanted.from_time,
        "to_time": wanted.to_time,
        "doctor_id": wanted.doctor_id,
        "patient_id": wanted.patient_id,
        "room_id": wanted.room_id,
        "statuses": wanted.status,
        **words(wanted.search),
    }


def lines_of(appointment, kind):
    return {
        "appointment_id": appointment["id"],
        "items": appointment[kind],
        "total": appointment["total"],
        "version": appointment["version"],
    }
