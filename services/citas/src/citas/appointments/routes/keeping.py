"""What happened to a visit, and how patients keep their hours."""

from datetime import UTC, datetime

from flask_restx import Namespace

from citas.appointments.queries import appointments, changes
from citas.appointments.rules import slots
from citas.appointments.schemas.keeping import (
    ChangeList,
    KeepingQuery,
    KeptByDoctors,
    KeptByPatient,
    KeptOfPatients,
    KeptOfPatientsQuery,
    KeptOfQuery,
    KeptVisitPage,
    KeptVisitsQuery,
)
from citas.appointments.service.booking import NOT_FOUND
from citas.moments import bounds
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, reply
from common.web.resource import Resource
from common.web.schema import document, errors, query

ns = Namespace("keeping", path="/appointments", description="Qué pasó con cada cita; inasistencias y atrasos")
LONGEST_DAYS = 366


def days_of(wanted):
    """When the days of a report begin and end."""
    slots.must_be_a_range(wanted.first, wanted.last, LONGEST_DAYS)
    return bounds(wanted.first, wanted.last)


@ns.route("/<int:id>/changes")
class Changes(Resource):
    @ns.response(
        200, "Quién la agendó, movió, recibió o canceló, cuándo y desde dónde", document(ns, ChangeList)
    )
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            found(appointments.get(db, id), NOT_FOUND)
            return {"data": changes.of_appointment(db, id)}


@ns.route("/keeping")
class OfPatient(Resource):
    @ns.response(200, "Cómo cumplió un paciente sus citas en doce meses", document(ns, KeptByPatient))
    @requires("appointments:read")
    @query(ns, KeepingQuery)
    def get(self, wanted):
        now = datetime.now(UTC)
        with get_db().session() as db:
            return reply(changes.of_patient(db, wanted.patient_id, now))


@ns.route("/keeping/by-doctor")
class OfClinic(Resource):
    @ns.response(200, "Lo mismo de las citas de cada profesional", document(ns, KeptByDoctors))
    @requires("appointments:read")
    @query(ns, KeptOfQuery)
    def get(self, wanted):
        start, end = days_of(wanted)
        with get_db().session() as db:
            return {"data": changes.of_clinic(db, start, end)}


@ns.route("/keeping/by-patient")
class KeptByPatients(Resource):
    @ns.response(
        200, "Quienes faltaron, cancelaron tarde o llegaron tarde, y cuánto", document(ns, KeptOfPatients)
    )
    @requires("appointments:read")
    @query(ns, KeptOfPatientsQuery)
    def get(self, wanted):
        start, end = days_of(wanted)
        with get_db().session() as db:
            return {"data": changes.of_patients(db, start, end, wanted.doctor_id)}


@ns.route("/keeping/visits")
class KeptVisits(Resource):
    @ns.response(200, "Las citas de las que sale cada cifra", document(ns, KeptVisitPage))
    @requires("appointments:read")
    @query(ns, KeptVisitsQuery)
    def get(self, wanted):
        start, end = days_of(wanted)
        matching = wanted.model_dump(include={"what", "doctor_id", "patient_id"})
        with get_db().session() as db:
            return changes.LISTED.page(db, wanted, start_time=start, end_time=end, **matching)
