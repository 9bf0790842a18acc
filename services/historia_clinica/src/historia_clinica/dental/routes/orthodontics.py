"""Controls of orthodontics: read, record, withdraw."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.dental.queries import orthodontics as queries
from historia_clinica.dental.schemas.orthodontics import (
    NewOrthodonticControl,
    OrthodonticControl,
    OrthodonticControlPage,
    OrthodonticFilter,
)
from historia_clinica.dental.service import orthodontics as service
from historia_clinica.fields import Withdrawal
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed

ns = Namespace("orthodontics", path="/", description="Controles de ortodoncia")
control = document(ns, OrthodonticControl)


@ns.route("/patients/<int:id>/orthodontic-controls")
class PatientControls(Resource):
    @ns.response(
        200, "Controles, los últimos primero; leerlos queda registrado", document(ns, OrthodonticControlPage)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, OrthodonticFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los controles de ortodoncia")
            return queries.ALL.page(db, wanted, patient_id=id, note_id=wanted.note_id)

    @ns.response(201, "Control registrado", control)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewOrthodonticControl)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me(), datetime.now(UTC)), 201)


@ns.route("/orthodontic-controls/<int:id>/withdraw")
class ControlWithdrawn(Resource):
    @ns.response(200, "Control retirado; queda quién y por qué", control)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, wish.reason, me()))
