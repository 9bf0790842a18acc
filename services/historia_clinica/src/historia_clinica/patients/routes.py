"""Patients: register, find, read and change."""

from flask_restx import Namespace
from pydantic_core import from_json

from common.clock import clinic_today
from common.store.cache import get_cache
from common.store.db import get_db
from common.store.search import words
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica import trace
from historia_clinica.patients import queries, service
from historia_clinica.patients.schemas.alerts import AlertKinds, AlertKindsQuery, AlertsOf
from historia_clinica.patients.schemas.duplicates import DuplicatesQuery, LikelyDuplicates
from historia_clinica.patients.schemas.patients import (
    FoundPatients,
    NewPatient,
    Patient,
    PatientChanges,
    PatientFilter,
    PatientPage,
    PatientSummary,
    QuickSearch,
    TagsInUse,
)
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("patients", path="/patients", description="Pacientes: registro, búsqueda y ficha")
patient = document(ns, Patient)


def seen(file):
    """A patient's file as the caller may see it: allergies and conditions have a permission of their own."""
    return file if me().may("alerts:read") else file | {"alerts": None, "no_known_allergies": None}


@ns.route("")
class Patients(Resource):
    @ns.response(200, "Pacientes", document(ns, PatientPage))
    @requires("patients:read")
    @query(ns, PatientFilter)
    def get(self, wanted):
        with get_db().session() as db:
            page = queries.PATIENTS.page(
                db,
                wanted,
                **words(wanted.search),
                active=wanted.active,
                tag=wanted.tag and wanted.tag.lower(),
            )
        if not me().may("alerts:read"):
            page["data"] = [row | {"alert_kinds": None} for row in page["data"]]
        return page

    @ns.response(201, "Paciente registrado", patient)
    @errors(409)
    @requires("patients:write")
    @body(ns, NewPatient)
    def post(self, new):
        with write() as tx:
            return tx.answer(seen(service.register(tx, new, me(), clinic_today())), 201)


@ns.route("/search")
class PatientsSearch(Resource):
    @ns.response(200, "Pacientes activos que coinciden", document(ns, FoundPatients))
    @requires("patients:read")
    @query(ns, QuickSearch)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.quick_search(db, wanted.q, wanted.limit)}


@ns.route("/tags")
class PatientsTags(Resource):
    @ns.response(200, "Las etiquetas en uso", document(ns, TagsInUse))
    @requires("patients:read")
    def get(self):
        def read():
            with get_db().session() as db:
                return {"data": queries.tags_in_use(db)}

        return reply(get_cache().get("patients", "tags", read))


@ns.route("/alert-kinds")
class PatientsAlertKinds(Resource):
    @ns.response(200, "De qué tipo son las alertas de cada paciente", document(ns, AlertKinds))
    @requires("alerts:read")
    @query(ns, AlertKindsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.alert_kinds(db, wanted.ids)}


@ns.route("/alerts")
class PatientsAlerts(Resource):
    @ns.response(
        200, "Las alertas de cada paciente, para llevarlas a donde no hay sistema", document(ns, AlertsOf)
    )
    @requires("alerts:read")
    @query(ns, AlertKindsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.alerts(db, wanted.ids)}


@ns.route("/likely-duplicates")
class PatientsLikelyDuplicates(Resource):
    @ns.response(200, "Quienes pueden ser la misma persona", document(ns, LikelyDuplicates))
    @requires("patients:read")
    @query(ns, DuplicatesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": service.likely_duplicates(db, vars(wanted), wanted.except_id)}


@ns.route("/<int:id>")
class OnePatient(Resource):
    @ns.response(200, "La ficha del paciente; leerla queda registrado", patient)
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            row = from_json(get_cache().get("patients", id, lambda: queries.get(db, id)))
            trace.viewed(db, found(row, NO_SUCH_PATIENT), "la ficha")
        return reply(seen(row))

    @ns.response(200, "Paciente actualizado", patient)
    @errors(404, 409, 412, 428)
    @requires("patients:write")
    @body(ns, PatientChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(seen(service.change(tx, id, version, changes, me(), clinic_today())))


@ns.route("/<int:id>/summary")
class Summary(Resource):
    @ns.response(200, "Lo que otros servicios guardan del paciente", document(ns, PatientSummary))
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.summary(db, id), NO_SUCH_PATIENT))
