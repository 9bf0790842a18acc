"""Charging an invoice in one act, and its printed receipt."""

from flask import current_app

from common import pdf
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.billing import receipt
from facturacion.billing.routes.invoices import invoice, must_not_be_reopened, ns
from facturacion.billing.schemas.charges import Charge, MailedReceipt, ReceiptMail, ReceiptQuery
from facturacion.billing.service import charges


@ns.route("/<int:id>/charge")
class Charging(Resource):
    @ns.response(200, "Factura emitida y cobrada", invoice)
    @errors(404, 409, 412)
    @requires("payments:write")
    @body(ns, Charge)
    def post(self, wish, id):
        version = if_match(needed=False)
        must_not_be_reopened(id)
        with write() as tx:
            return tx.answer(charges.charge(tx, id, wish, version))


@ns.route("/<int:id>/receipt")
class Receipt(Resource):
    @produces("application/pdf")
    @ns.response(200, "El recibo, en papel de 80 mm o A4")
    @errors(404, 409)
    @requires("invoices:read")
    @query(ns, ReceiptQuery)
    def get(self, wanted, id):
        clinic = pdf.letterhead()
        with get_db().transaction() as tx:
            number, document = receipt.printed(tx, id, wanted.paper, clinic)
        return pdf.pdf_reply(document, f"recibo-{number}")


@ns.route("/<int:id>/receipt/mail")
class ReceiptMailed(Resource):
    @ns.response(200, "En camino por correo, en A4", document(ns, MailedReceipt))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, ReceiptMail)
    def post(self, wish, id):
        clinic = pdf.letterhead()
        with write() as tx:
            return tx.answer(charges.mail_receipt(tx, id, wish.to, clinic, current_app.config["SETTINGS"]))
