"""Voiding a payment."""

from flask_restx import Namespace

from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from facturacion.billing.schemas.payments import Payment, VoidWish
from facturacion.billing.service import payments as service

ns = Namespace("payments", path="/payments", description="Pagos")


@ns.route("/<int:id>/void")
class Void(Resource):
    @ns.response(200, "Pago anulado", document(ns, Payment))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, VoidWish)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.void(tx, id, wish.reason))
