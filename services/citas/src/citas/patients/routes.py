"""What is kept of a person here."""

from datetime import UTC, datetime

from flask_restx import Namespace

from citas.patients import queries
from citas.patients.schemas import Holdings
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, errors

ns = Namespace("patients", path="/patients", description="Lo que la agenda guarda de una persona")


@ns.route("/<int:id>/holdings")
class PatientHoldings(Resource):
    @ns.response(200, "Cuánto se guarda de la persona, y qué está por venir", document(ns, Holdings))
    @errors(404)
    @requires("erasures:read")
    def get(self, id):
        with get_db().session() as db:
            return queries.holdings(db, id, datetime.now(UTC))
