"""A doctor's days, weekly hours and time off."""

from datetime import timedelta

from flask_restx import Namespace

from citas import agenda, neighbours, rules
from citas.queries import doctors as queries
from citas.schemas.doctors import (
    AllWorkingHours,
    NewTimeOff,
    NewTimeOffAnswer,
    NewWorkingHours,
    Schedule,
    ScheduleQuery,
    TimeOff,
    TimeOffFilter,
    TimeOffPage,
    WorkingHours,
)
from citas.service import doctors as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.paging import decode, page_of
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("doctors", path="/doctors", description="Horarios y ausencias de los profesionales")
hours_ns = Namespace("working-hours", path="/working-hours", description="Horarios de todos")
time_off_ns = Namespace("time-off", path="/time-off", description="Ausencias")


@ns.route("/<int:id>/schedule")
class DoctorSchedule(Resource):
    @ns.response(200, "Sus citas, horario, ausencias y tiempo libre en el rango", document(ns, Schedule))
    @errors(404)
    @requires("appointments:read")
    @query(ns, ScheduleQuery)
    def get(self, wanted, id):
        first = wanted.first or agenda.today()
        last = wanted.last or first + timedelta(days=6)
        rules.must_be_a_range(first, last, 31)
        doctor = neighbours.doctor(id)
        with get_db().session() as db:
            return agenda.schedule(db, doctor, first, last)


@ns.route("/<int:id>/working-hours")
class DoctorHours(Resource):
    @ns.response(200, "Horario semanal; versión 0 si nadie lo ha ingresado", document(ns, WorkingHours))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(queries.week(db, id))

    @ns.response(200, "Horario semanal reemplazado", document(ns, WorkingHours))
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    @body(ns, NewWorkingHours)
    def put(self, new, id):
        version = if_match()
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.set_hours(tx, doctor, version, new.model_dump()["items"]))


@ns.route("/<int:id>/time-off")
class DoctorTimeOff(Resource):
    @ns.response(200, "Ausencias vigentes, por fecha de inicio", document(ns, TimeOffPage))
    @errors(404)
    @requires("appointments:read")
    @query(ns, TimeOffFilter)
    def get(self, wanted, id):
        return time_off(wanted, id)

    @ns.response(201, "Ausencia registrada", document(ns, NewTimeOffAnswer))
    @errors(404)
    @requires("schedules:write")
    @body(ns, NewTimeOff)
    def post(self, new, id):
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.add_time_off(tx, doctor, new), 201)


def time_off(wanted, doctor_id):
    """A page of a doctor's, or of everybody's."""
    after_time, after_id = decode(wanted.after, 2)
    span = (doctor_id, wanted.from_time, wanted.to_time)
    with get_db().session() as db:
        rows = queries.time_off_page(db, *span, after_time, after_id, wanted.limit)
        total = queries.time_off_count(db, *span) if wanted.total else None
    return page_of(rows, wanted.limit, ("start_time", "id"), total)


@hours_ns.route("")
class AllHours(Resource):
    @hours_ns.response(200, "Los horarios que alguien ingresó", document(hours_ns, AllWorkingHours))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.weeks(db)}


@time_off_ns.route("")
class AllTimeOff(Resource):
    @time_off_ns.response(200, "Ausencias vigentes de todos, por fecha", document(time_off_ns, TimeOffPage))
    @requires("appointments:read")
    @query(time_off_ns, TimeOffFilter)
    def get(self, wanted):
        return time_off(wanted, None)


@time_off_ns.route("/<int:id>/cancel")
class CancelledTimeOff(Resource):
    @time_off_ns.response(200, "Ausencia anulada", document(time_off_ns, TimeOff))
    @errors(404, 409)
    @requires("schedules:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.cancel_time_off(tx, id))
