"""Consents to the use of a patient's data: read, give and withdraw."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.data_consents import queries, service
from historia_clinica.data_consents.schemas import DataConsent, DataConsents, NewDataConsent
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT

ns = Namespace("data-consents", path="/", description="Consentimientos de uso de datos y de mensajes")


@ns.route("/patients/<int:id>/data-consents")
class PatientDataConsents(Resource):
    @ns.response(
        200, "Los consentimientos dados y retirados, y los textos vigentes", document(ns, DataConsents)
    )
    @errors(404)
    @requires("patients:read")
    def get(self, id):
        with get_db().session() as db:
            found(patients.name(db, id), NO_SUCH_PATIENT)
            return {"data": queries.consents(db, id), "texts": queries.texts(db)}

    @ns.response(201, "Consentimiento dado o retirado", document(ns, DataConsent))
    @errors(404, 409)
    @requires("patients:write")
    @body(ns, NewDataConsent)
    def post(self, act, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, act, me(), clinic_today()), 201)
