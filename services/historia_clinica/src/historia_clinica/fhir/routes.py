"""FHIR R4, read only. What is read is recorded like every look into a record."""

from flask_restx import Namespace

from common.fhir import answers as fhir
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found
from common.web.resource import Resource
from common.web.schema import errors, produces, query
from historia_clinica.fhir import queries, rules
from historia_clinica.fhir.schemas import IdentifierSearch
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("fhir", path="/fhir", description="FHIR R4, solo lectura")
SINCE = "2026-11-29"
BY_PATIENT = (("search-type",), (("patient", "reference"),))
RESOURCES = {
    "Patient": (("read", "search-type"), (("identifier", "token"),)),
    "Condition": BY_PATIENT,
    "Observation": BY_PATIENT,
    "Procedure": BY_PATIENT,
}


@ns.route("/metadata")
class FhirMetadata(Resource):
    @ns.response(200, "CapabilityStatement")
    @produces(fhir.MEDIA_TYPE)
    @requires("patients:read")
    def get(self):
        return fhir.answer(fhir.capability("OmniClínica · Historia clínica", SINCE, RESOURCES))


@ns.route("/Patient")
class FhirPatients(Resource):
    @ns.response(200, "Bundle de Patient: quien tiene ese documento")
    @produces(fhir.MEDIA_TYPE)
    @requires("patients:read")
    @query(ns, IdentifierSearch)
    def get(self, wanted):
        number = wanted.identifier.rpartition("|")[2]
        with get_db().session() as db:
            rows = queries.patients(db, number, fhir.number_after(wanted), wanted.count)
            for row in rows:
                viewed(db, row, "los datos por FHIR")
        return fhir.searchset(rows, wanted, rules.patient)


@ns.route("/Patient/<int:id>")
class FhirOnePatient(Resource):
    @ns.response(200, "Patient; leerlo queda registrado")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.patient(db, id), NO_SUCH_PATIENT)
            viewed(db, row, "los datos por FHIR")
        return fhir.answer(rules.patient(row))


def of_record(wanted, ask, what):
    """A page of a patient's record; that it was read is recorded."""
    with get_db().session() as db:
        viewed(db, found(queries.patient(db, wanted.patient), NO_SUCH_PATIENT), what)
        # The second number of a finding's id is its place, which goes on behind the last one.
        return ask(db, fhir.number_after(wanted) if wanted.after else -1)


@ns.route("/Condition")
class FhirConditions(Resource):
    @ns.response(200, "Bundle de Condition: lo que está por tratar en el último odontograma firmado")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("records:read")
    @query(ns, fhir.PatientSearch)
    def get(self, wanted):
        rows = of_record(
            wanted,
            lambda db, after: queries.findings(db, wanted.patient, True, after, wanted.count),
            "los hallazgos por FHIR",
        )
        return fhir.searchset(rows, wanted, rules.condition, rules.id_of)


@ns.route("/Observation")
class FhirObservations(Resource):
    @ns.response(200, "Bundle de Observation: lo demás que dice el último odontograma firmado")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("records:read")
    @query(ns, fhir.PatientSearch)
    def get(self, wanted):
        rows = of_record(
            wanted,
            lambda db, after: queries.findings(db, wanted.patient, False, after, wanted.count),
            "los hallazgos por FHIR",
        )
        return fhir.searchset(rows, wanted, rules.observation, rules.id_of)


@ns.route("/Procedure")
class FhirProcedures(Resource):
    @ns.response(200, "Bundle de Procedure: las sesiones hechas de sus planes")
    @produces(fhir.MEDIA_TYPE)
    @errors(404)
    @requires("records:read")
    @query(ns, fhir.PatientSearch)
    def get(self, wanted):
        rows = of_record(
            wanted,
            lambda db, after: queries.sessions(db, wanted.patient, after, wanted.count),
            "lo realizado por FHIR",
        )
        return fhir.searchset(rows, wanted, rules.procedure)
