"""FHIR R4, read only: Appointment, Schedule and Slot."""

from datetime import timedelta

from flask import current_app, request
from flask_restx import Namespace

from citas.appointments.reads import days
from citas.appointments.queries import appointments, holds
from citas.appointments.service.booking import NOT_FOUND
from citas.fhir import queries, rules
from citas.fhir.schemas import AppointmentSearch, SlotSearch
from citas.moments import bounds
from citas.openings import subtract
from citas.schedules import neighbours
from common.clock import clinic_today
from common.fhir import answers as fhir
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found
from common.web.resource import Resource
from common.web.schema import errors, produces, query

ns = Namespace("fhir", path="/fhir", description="FHIR R4, solo lectura")
SINCE = "2026-11-30"
RESOURCES = {
    "Appointment": (
        ("read", "search-type"),
        (("date", "date"), ("patient", "reference"), ("practitioner", "reference")),
    ),
    "Schedule": (("read", "search-type"), ()),
    "Slot": (("search-type",), (("schedule", "reference"), ("start", "date"))),
}
# As far ahead as a Schedule says that its slots may be asked for.
HORIZON = timedelta(days=90)


@ns.route("/metadata")
class FhirMetadata(Resource):
    @ns.response(200, "CapabilityStatement")
    @produces(fhir.MEDIA_TYPE)
    @requires("appointments:read")
    def get(self):
        return fhir.answer(fhir.capability("OmniClínica · Agenda", SINCE, RESOURCES))


@ns.route("/Appointment")
class FhirAppointments(Resource):
    @ns.response(200, "Bundle de Appointment: las citas de un día, de un paciente, o ambos")
    @produces(fhir.MEDIA_TYPE)
    @requires("appointments:read")
    @query(ns, AppointmentSearch)
    def get(self, wanted):
        rules.must_be_bounded(wanted)
        start, end = bounds(wanted.date) if wanted.date else (None, None)
        with get_db().session() as db:
            rows = queries.appointments(
                db, start, end, wanted.patient, wanted.practitioner, fhir.number_after(wanted), wanted.count
            )
        return fhir.searchset(rows, wanted, lambda row: rules.appointment(row, patients()))


@ns.route("/Appointment/<int:id>")
class FhirAppointment(Resource):
    @ns.response(200, "Appointment")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(appointments.get(db, id), NOT_FOUND)
        return fhir.answer(rules.appointment(row, patients()))


@ns.route("/Schedule")
class FhirSchedules(Resource):
    @ns.response(200, "Bundle de Schedule: uno por profesional que atiende")
    @produces(fhir.MEDIA_TYPE)
    @requires("appointments:read")
    @query(ns, fhir.FhirSearch)
    def get(self, wanted):
        after = fhir.number_after(wanted)
        doctors = [
            {"id": id, "name": name} for id, name in sorted(neighbours.practitioners().items()) if id > after
        ]
        return fhir.searchset(doctors[: wanted.count + 1], wanted, schedule)


@ns.route("/Schedule/<int:id>")
class FhirSchedule(Resource):
    @ns.response(200, "Schedule: la agenda de un profesional")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        return fhir.answer(schedule(neighbours.doctor(id)))


@ns.route("/Slot")
class FhirSlots(Resource):
    @ns.response(200, "Bundle de Slot: un día de un profesional, lo libre y lo ocupado")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("appointments:read")
    @query(ns, SlotSearch)
    def get(self, wanted):
        doctor = neighbours.doctor(wanted.schedule)
        with get_db().session() as db:
            day = days.schedule(db, doctor, wanted.start, wanted.start)
            kept = [
                row for row in holds.between(db, *bounds(wanted.start)) if row["doctor"]["id"] == doctor["id"]
            ]
        blocking = [row for row in day["appointments"] if row["status"] not in ("CANCELLED", "NO_SHOW")]
        busy, away, held, free = map(days.pairs, (blocking, day["time_off"], kept, day["free_slots"]))
        slots = rules.slots(doctor["id"], busy, away, held, subtract(free, held))
        # A day's pieces are named by their place in it.
        after = fhir.number_after(wanted)
        rows = list(enumerate(slots, 1))[after : after + wanted.count + 1]
        return fhir.searchset(rows, wanted, lambda row: row[1], lambda row: row[0])


def schedule(doctor):
    start, _ = bounds(clinic_today())
    return rules.schedule(doctor, start, start + HORIZON)


def patients():
    """Where others ask historia_clinica for whoever the visit is of."""
    base = current_app.config["SETTINGS"].public_url or request.host_url
    return f"{base.rstrip('/')}/api/historia-clinica/fhir"
