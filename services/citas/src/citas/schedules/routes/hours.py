"""Doctors' weekly hours."""

from flask_restx import Namespace

from citas.schedules import neighbours, rules
from citas.schedules.queries import hours as queries
from citas.schedules.schemas.hours import (
    AllWorkingHours,
    NewWorkingHours,
    ReplacedWorkingHours,
    WorkingHours,
)
from citas.schedules.service import hours as service
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace("doctors", path="/doctors", description="Horarios y ausencias de los profesionales")
all_hours = Namespace("working-hours", path="/working-hours", description="Horarios de todos")


@ns.route("/<int:id>/working-hours")
class DoctorHours(Resource):
    @ns.response(200, "Horario semanal; versión 0 si nadie lo ha ingresado", document(ns, WorkingHours))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(queries.week(db, id, clinic_today()))

    @ns.response(
        200, "Horario en vigor reemplazado, o el que empieza ese día", document(ns, ReplacedWorkingHours)
    )
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    @body(ns, NewWorkingHours)
    def put(self, new, id):
        version = if_match()
        doctor = neighbours.doctor(id)
        with write() as tx:
            items = new.model_dump()["items"]
            return tx.answer(service.replace(tx, doctor, version, items, new.valid_from))


@ns.route("/<int:id>/working-hours/<string:valid_from>")
class DoctorTimetable(Resource):
    @ns.response(200, "Horario que ya no empezará; sigue el anterior", document(ns, ReplacedWorkingHours))
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    def delete(self, id, valid_from):
        version = if_match()
        begins = rules.day(valid_from)
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.remove(tx, doctor, version, begins))


@all_hours.route("")
class AllHours(Resource):
    @all_hours.response(200, "Los horarios que alguien ingresó", document(all_hours, AllWorkingHours))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.weeks(db)}
