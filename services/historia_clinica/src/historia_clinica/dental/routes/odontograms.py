"""Odontograms: versions of a patient, the draft, its findings, its signature; and the clinic's own kinds of finding."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.dental.queries import odontograms as queries
from historia_clinica.dental.rules import indices, versions
from historia_clinica.dental.schemas.odontograms import (
    FindingKindChanges,
    FindingKindList,
    NewFindingKind,
    NewFindings,
    NewOdontogram,
    Odontogram,
    OdontogramChanges,
    OdontogramVersions,
    OwnFindingKind,
)
from historia_clinica.dental.service import odontograms as service
from historia_clinica.dental.service.odontograms import CHARTS
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace(
    "odontograms", path="/", description="Odontogramas por versión y los hallazgos propios de la clínica"
)
chart = document(ns, Odontogram)
kind = document(ns, OwnFindingKind)


def writes():
    """Whether the caller is one of the professionals, who read each other's drafts."""
    return me().may("records:write")


@ns.route("/patients/<int:id>/odontograms")
class PatientOdontograms(Resource):
    @ns.response(
        200, "Versiones, las últimas primero; leerlas queda registrado", document(ns, OdontogramVersions)
    )
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "el odontograma")
            rows = queries.CHARTS.of_patient(db, id, writes())
            current = queries.CHARTS.get(db, rows[0]["id"]) if rows else None
        return {
            "data": [indices.summary(row) for row in rows],
            "current": current and indices.described(current),
        }

    @ns.response(201, "Borrador, con los hallazgos de la última versión firmada", chart)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewOdontogram)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(indices.described(service.start(tx, id, new, me(), clinic_today())), 201)


@ns.route("/odontograms/<int:id>")
class OneOdontogram(Resource):
    @ns.response(200, "El odontograma; leerlo queda registrado", chart)
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.CHARTS.get(db, id), CHARTS.missing)
            versions.must_be_readable(row, writes())
            viewed(db, patients.name(db, row["patient_id"]), "un odontograma")
        return reply(indices.described(row))

    @ns.response(200, "Borrador con su nota o su dentición", chart)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, OdontogramChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(indices.described(CHARTS.change(tx, id, version, changes)))

    @ns.response(204, "Borrador descartado")
    @errors(404, 409, 412, 428)
    @requires("records:write")
    def delete(self, id):
        version = if_match()
        with write() as tx:
            CHARTS.discard(tx, id, version, me())
            return tx.answer(None, 204)


@ns.route("/odontograms/<int:id>/findings")
class OdontogramFindings(Resource):
    @ns.response(200, "Borrador con esos hallazgos y sus índices", chart)
    @errors(404, 409, 412, 428)
    @requires("records:write")
    @body(ns, NewFindings)
    def put(self, new, id):
        version = if_match()
        given = new.model_dump(mode="json")["findings"]
        with write() as tx:
            chart = service.set_findings(tx, id, version, given, me(), datetime.now(UTC))
            return tx.answer(indices.described(chart))


@ns.route("/odontograms/<int:id>/sign")
class OdontogramSignature(Resource):
    @ns.response(200, "Versión firmada; ya no se puede cambiar", chart)
    @errors(404, 409, 412, 428)
    @requires("records:sign")
    def post(self, id):
        version = if_match()
        with write() as tx:
            return tx.answer(indices.described(CHARTS.sign(tx, id, version, me())))


@ns.route("/tooth-finding-kinds")
class FindingKinds(Resource):
    @ns.response(
        200, "Hallazgos propios de la clínica, los que se usan primero", document(ns, FindingKindList)
    )
    @requires("records:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.kinds(db)}

    @ns.response(201, "Hallazgo agregado", kind)
    @errors(409)
    @requires("records:template")
    @body(ns, NewFindingKind)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.add_kind(tx, new), 201)


@ns.route("/tooth-finding-kinds/<int:id>")
class OneFindingKind(Resource):
    @ns.response(200, "Hallazgo retirado o vuelto a usar", kind)
    @errors(404, 409, 412, 428)
    @requires("records:template")
    @body(ns, FindingKindChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change_kind(tx, id, version, changes.active))
