"""Oral health of a visit: read, record, withdraw."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.dental.queries import oral_health as queries
from historia_clinica.dental.rules import oral_health as rules
from historia_clinica.dental.schemas.oral_health import (
    NewOralHealth,
    OralHealth,
    OralHealthFilter,
    OralHealthPage,
)
from historia_clinica.dental.service import oral_health as service
from historia_clinica.fields import Withdrawal
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("oral-health", path="/", description="Índices de salud bucal")
record = document(ns, OralHealth)


@ns.route("/patients/<int:id>/oral-health")
class PatientOralHealth(Resource):
    @ns.response(200, "Exámenes, los últimos primero; leerlos queda registrado", document(ns, OralHealthPage))
    @errors(404)
    @requires("records:read")
    @query(ns, OralHealthFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los índices de salud bucal")
            page = queries.ALL.page(db, wanted, patient_id=id)
        return page | {"data": [rules.described(row) for row in page["data"]]}

    @ns.response(201, "Examen registrado, con lo que cuenta cada índice", record)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewOralHealth)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me(), datetime.now(UTC)), 201)


@ns.route("/oral-health/<int:id>/withdraw")
class OralHealthWithdrawn(Resource):
    @ns.response(200, "Examen retirado; queda quién y por qué", record)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, wish.reason, me()))
