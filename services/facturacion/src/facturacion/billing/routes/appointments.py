"""The hold on an appointment's draft, for citas."""

from flask_restx import Namespace

from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import document, errors
from facturacion.billing.schemas.invoices import Hold as HeldDraft
from facturacion.billing.service import drafts

ns = Namespace("appointments", path="/appointments", description="Facturación de una cita")


@ns.route("/<int:id>/hold")
class Hold(Resource):
    @ns.response(200, "Durante dos minutos no se emite el borrador de la cita", document(ns, HeldDraft))
    @errors(404, 409)
    @requires("appointments:reopen")
    def post(self, id):
        with write() as tx:
            return tx.answer(drafts.hold(tx, id))
