"""A patient's background: read, record and correct."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.history import service
from historia_clinica.history.queries import ENTRIES
from historia_clinica.history.rules import must_see_alerts
from historia_clinica.history.schemas import (
    AllergyDenial,
    HistoryChanges,
    HistoryEntry,
    HistoryFilter,
    HistoryPage,
    NewHistoryEntry,
)
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("medical-history", path="/", description="Antecedentes de un paciente")
entry = document(ns, HistoryEntry)


@ns.route("/patients/<int:id>/medical-history")
class History(Resource):
    @ns.response(
        200, "Antecedentes, los últimos primero; leerlos queda registrado", document(ns, HistoryPage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, HistoryFilter)
    def get(self, wanted, id):
        must_see_alerts(me())
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los antecedentes")
            return ENTRIES.page(db, wanted, patient_id=id, active=wanted.active)

    @ns.response(201, "Antecedente registrado", entry)
    @errors(404)
    @requires("records:write")
    @body(ns, NewHistoryEntry)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me(), clinic_today()), 201)


@ns.route("/medical-history/<int:id>")
class OneEntry(Resource):
    @ns.response(200, "Antecedente actualizado", entry)
    @errors(404, 412, 428)
    @requires("records:write")
    @body(ns, HistoryChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes, me(), clinic_today()))


@ns.route("/patients/<int:id>/no-known-allergies")
class NoKnownAllergies(Resource):
    @ns.response(201, "Consta quién dice que no se conocen alergias", document(ns, AllergyDenial))
    @errors(404, 409)
    @requires("records:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.deny_allergies(tx, id, me()), 201)

    @ns.response(204, "Retirado; queda quién lo dijo y quién lo retiró")
    @errors(404)
    @requires("records:write")
    def delete(self, id):
        with write() as tx:
            service.withdraw_denial(tx, id, me())
            return tx.answer(None, 204)
