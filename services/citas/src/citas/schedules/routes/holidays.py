"""Holidays."""

from flask_restx import Namespace

from citas.holidays import calendar
from citas.schedules import rules
from citas.schedules.queries import holidays as queries
from citas.schedules.schemas.holidays import (
    HolidayFilter,
    HolidayList,
    NewHoliday,
    RemovedHoliday,
    SavedHoliday,
)
from citas.schedules.service import holidays as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("holidays", path="/holidays", description="Feriados")


@ns.route("")
class Holidays(Resource):
    @ns.response(200, "Feriados nacionales y de la clínica, por fecha", document(ns, HolidayList))
    @requires("appointments:read")
    @query(ns, HolidayFilter)
    def get(self, wanted):
        rules.must_be_a_range(wanted.first, wanted.last)
        with get_db().session() as db:
            return {"data": calendar(queries.between(db, **vars(wanted)), wanted.first, wanted.last)}


@ns.route("/<string:day>")
class OneHoliday(Resource):
    @ns.response(200, "Ese día, como quedó", document(ns, SavedHoliday))
    @errors(404, 412, 428)
    @requires("schedules:write")
    @body(ns, NewHoliday)
    def put(self, new, day):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace(tx, rules.day(day), version, new))

    @ns.response(200, "Ese día es otra vez lo que dice la ley", document(ns, RemovedHoliday))
    @errors(404, 412, 428)
    @requires("schedules:write")
    def delete(self, day):
        version = if_match()
        with write() as tx:
            return tx.answer(service.remove(tx, rules.day(day), version))
