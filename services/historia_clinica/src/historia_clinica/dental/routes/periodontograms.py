"""Periodontograms: versions of a patient, the draft, what is measured, its signature."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.dental.queries import periodontograms as queries
from historia_clinica.dental.rules import periodontium as rules
from historia_clinica.dental.rules import versions
from historia_clinica.dental.schemas.periodontograms import (
    NewPeriodontogram,
    NewTeeth,
    Periodontogram,
    PeriodontogramChanges,
    PeriodontogramVersions,
)
from historia_clinica.dental.service import periodontograms as service
from historia_clinica.dental.service.periodontograms import CHARTS
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("periodontograms", path="/", description="Periodontogramas por versión")
chart = document(ns, Periodontogram)


@ns.route("/patients/<int:id>/periodontograms")
class PatientPeriodontograms(Resource):
    @ns.response(
        200, "Versiones, las últimas primero; leerlas queda registrado", document(ns, PeriodontogramVersions)
    )
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "el periodontograma")
            rows = queries.CHARTS.of_patient(db, id, me().may("records:write"))
            current = queries.CHARTS.get(db, rows[0]["id"]) if rows else None
        return {
            "data": [rules.summary(row) for row in rows],
            "current": current and rules.described(current),
        }

    @ns.response(201, "Borrador sin medidas; ausentes, las piezas que el odontograma dice", chart)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewPeriodontogram)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(rules.described(service.start(tx, id, new, me())), 201)


@ns.route("/periodontograms/<int:id>")
class OnePeriodontogram(Resource):
    @ns.response(200, "El periodontograma; leerlo queda registrado", chart)
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.CHARTS.get(db, id), CHARTS.missing)
            versions.must_be_readable(row, me().may("records:write"))
            viewed(db, patients.name(db, row["patient_id"]), "un periodontograma")
        return reply(rules.described(row))

    @ns.response(200, "Borrador con su nota", chart)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, PeriodontogramChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(rules.described(CHARTS.change(tx, id, version, changes)))

    @ns.response(204, "Borrador descartado")
    @errors(404, 409, 412, 428)
    @requires("records:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            CHARTS.discard(tx, id, version, me())
            return tx.answer(None, 204)


@ns.route("/periodontograms/<int:id>/sites")
class PeriodontogramSites(Resource):
    @ns.response(200, "Borrador con esas medidas y sus índices", chart)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, NewTeeth)
    def put(self, new, id):
        version = if_match()
        with write() as tx:
            return tx.answer(rules.described(service.set_teeth(tx, id, version, new.model_dump()["teeth"])))


@ns.route("/periodontograms/<int:id>/sign")
class PeriodontogramSignature(Resource):
    @ns.response(200, "Examen firmado; ya no se puede cambiar", chart)
    @errors(404, 409, 412, 428)
    @requires("records:sign")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(rules.described(CHARTS.sign(tx, id, version, me())))
