"""The agenda as it is looked at: today, a doctor's days, counts, and whether an hour is free."""

from datetime import UTC, datetime, timedelta

from flask_restx import Namespace

from citas.appointments import sheet
from citas.appointments.queries import agenda as queries
from citas.appointments.queries import appointments
from citas.appointments.reads import days, free, taken
from citas.appointments.rules import slots
from citas.appointments.schemas.agenda import (
    AppointmentList,
    Availability,
    AvailabilityQuery,
    DayCounts,
    DaysQuery,
    FoundSlots,
    FreeSlotsQuery,
    NextFreeQuery,
    NextSlots,
    PrintQuery,
    Schedule,
    ScheduleQuery,
    TodayQuery,
)
from citas.moments import bounds
from citas.schedules import neighbours
from common import pdf
from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.resource import Resource
from common.web.schema import document, errors, produces, query

PRINTED_DAYS = 7

ns = Namespace("agenda", path="/appointments", description="Lo ocupado y lo libre")
doctors = Namespace("schedule", path="/doctors", description="La agenda de un profesional")


@ns.route("/check-availability")
class CheckAvailability(Resource):
    @ns.response(
        200, "Si esa hora está libre, qué la ocupa y las siguientes libres", document(ns, Availability)
    )
    @requires("appointments:read")
    @query(ns, AvailabilityQuery)
    def get(self, wanted):
        slots.must_last_sensibly(wanted.start_time, wanted.end_time)
        with get_db().session() as db:
            return taken.availability(db, wanted, me().id)


@ns.route("/free-slots")
class FreeSlots(Resource):
    @ns.response(
        200, "Dónde cabe una cita de esa duración, con quién y qué hueco deja", document(ns, FoundSlots)
    )
    @requires("appointments:read")
    @query(ns, FreeSlotsQuery)
    def get(self, wanted):
        slots.must_be_a_range(wanted.first, wanted.last, 31)
        doctors = slots.wished_doctors(neighbours.practitioners(), wanted.doctor_ids)
        with get_db().session() as db:
            slots.must_be_within_reach(bounds(wanted.first)[0], taken.last_day(db), clinic_zone(), "from")
            return free.free_slots(db, doctors, wanted, me().id)


@ns.route("/next-free")
class NextFree(Resource):
    @ns.response(200, "La próxima hora libre de cada profesional", document(ns, NextSlots))
    @requires("appointments:read")
    @query(ns, NextFreeQuery)
    def get(self, wanted):
        doctors = neighbours.practitioners()
        with get_db().session() as db:
            return {"data": free.next_free(db, doctors, wanted.minutes, me().id)}


@ns.route("/agenda.pdf")
class Printed(Resource):
    @ns.response(200, "Las citas de un día o de una semana, por profesional, en PDF")
    @produces("application/pdf")
    @errors(503)
    @requires("appointments:read")
    @query(ns, PrintQuery)
    def get(self, wanted):
        slots.must_be_a_range(wanted.first, wanted.last, PRINTED_DAYS)
        start, end = bounds(wanted.first, wanted.last)
        with get_db().session() as db:
            visits = [
                visit
                for visit in appointments.between(db, start, end, None)
                if wanted.doctor_ids is None or visit["doctor"]["id"] in wanted.doctor_ids
            ]
        made = sheet.printed(wanted.first, wanted.last, visits, pdf.letterhead(), datetime.now(UTC))
        return pdf.pdf_reply(made, f"agenda-{wanted.first:%Y-%m-%d}")


@ns.route("/today")
class Today(Resource):
    @ns.response(200, "Citas de hoy, por hora de inicio", document(ns, AppointmentList))
    @requires("appointments:read")
    @query(ns, TodayQuery)
    def get(self, wanted):
        start, end = bounds(clinic_today())
        with get_db().session() as db:
            return {"data": appointments.between(db, start, end, wanted.doctor_id)}


@ns.route("/daily-counts")
class DailyCounts(Resource):
    @ns.response(
        200, "Cuántas citas empiezan cada día, también los días sin ninguna", document(ns, DayCounts)
    )
    @requires("appointments:read")
    @query(ns, DaysQuery)
    def get(self, wanted):
        slots.must_be_a_range(wanted.first, wanted.last, 366)
        with get_db().session() as db:
            return {"data": queries.daily_counts(db, **vars(wanted), zone=clinic_zone().key)}


@doctors.route("/<int:id>/schedule")
class DoctorSchedule(Resource):
    @doctors.response(
        200, "Sus citas, horario, ausencias y tiempo libre en el rango", document(doctors, Schedule)
    )
    @errors(404)
    @requires("appointments:read")
    @query(doctors, ScheduleQuery)
    def get(self, wanted, id):
        first = wanted.first or clinic_today()
        last = wanted.last or first + timedelta(days=6)
        slots.must_be_a_range(first, last, 31)
        doctor = neighbours.doctor(id)
        with get_db().session() as db:
            return days.schedule(db, doctor, first, last)
