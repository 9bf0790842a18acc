"""Giving back what is left of a package: beside the credit notes, which it is one of."""

from flask_restx import Namespace

from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from facturacion.billing.schemas.packages import PackageRefund
from facturacion.billing.service import packages as service
from facturacion.packages.schemas import HeldDetail

ns = Namespace("package-refunds", path="/patient-packages", description="Devolución de paquetes")


@ns.route("/<int:id>/refunds")
class PackageRefunds(Resource):
    @ns.response(201, "Sesiones devueltas con su nota de crédito", document(ns, HeldDetail))
    @errors(404, 409)
    @requires("invoices:credit")
    @body(ns, PackageRefund)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.refund(tx, id, wish), 201)
