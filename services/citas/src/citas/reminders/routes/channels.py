"""By which channel a patient prefers to be written to."""

from flask_restx import Namespace

from citas.appointments import neighbours
from citas.reminders import events
from citas.reminders.queries import channels as queries
from citas.reminders.schemas.rules import ChannelChoice
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace(
    "message-channels", path="/message-channels", description="Por dónde prefiere los mensajes cada paciente"
)
choice = document(ns, ChannelChoice)


@ns.route("/<int:patient_id>")
class ChannelOfPatient(Resource):
    @ns.response(200, "Correo, WhatsApp, o como diga cada regla", choice)
    @errors(404)
    @requires("appointments:read")
    def get(self, patient_id):
        with get_db().session() as db:
            return {"channel": queries.of_patient(db, patient_id)}

    @ns.response(200, "Anotado: rige también para los avisos que esperan", choice)
    @errors(404, 503)
    @requires("appointments:write")
    @body(ns, ChannelChoice)
    def put(self, wish, patient_id):
        patient = neighbours.patient_of_field(patient_id)
        with write() as tx:
            if queries.of_patient(tx, patient["id"]) != wish.channel:
                queries.choose(tx, patient["id"], wish.channel, me().name)
                events.channel_chosen(tx, patient, wish.channel)
            return tx.answer({"channel": wish.channel})
