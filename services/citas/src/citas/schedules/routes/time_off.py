"""Time off, of one doctor and of all."""

from flask_restx import Namespace

from citas.schedules import neighbours
from citas.schedules.queries.time_off import TIMES_OFF
from citas.schedules.routes.hours import ns as doctors
from citas.schedules.schemas.time_off import NewTimeOff, NewTimeOffAnswer, TimeOff, TimeOffFilter, TimeOffPage
from citas.schedules.service import time_off as service
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("time-off", path="/time-off", description="Ausencias")


@doctors.route("/<int:id>/time-off")
class DoctorTimeOff(Resource):
    @doctors.response(200, "Ausencias vigentes, por fecha de inicio", document(doctors, TimeOffPage))
    @errors(404)
    @requires("appointments:read")
    @query(doctors, TimeOffFilter)
    def get(self, wanted, id):
        return page(wanted, id)

    @doctors.response(201, "Ausencia registrada", document(doctors, NewTimeOffAnswer))
    @errors(404)
    @requires("schedules:write")
    @body(doctors, NewTimeOff)
    def post(self, new, id):
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.record(tx, doctor, new), 201)


def page(wanted, doctor_id):
    """A page of a doctor's, or of everybody's."""
    with get_db().session() as db:
        return TIMES_OFF.page(db, wanted, doctor_id=doctor_id, **only(vars(wanted), "from_time", "to_time"))


@ns.route("")
class AllTimeOff(Resource):
    @ns.response(200, "Ausencias vigentes de todos, por fecha", document(ns, TimeOffPage))
    @requires("appointments:read")
    @query(ns, TimeOffFilter)
    def get(self, wanted):
        return page(wanted, None)


@ns.route("/<int:id>/cancel")
class CancelledTimeOff(Resource):
    @ns.response(200, "Ausencia anulada", document(ns, TimeOff))
    @errors(404, 409)
    @requires("schedules:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.cancel(tx, id))
