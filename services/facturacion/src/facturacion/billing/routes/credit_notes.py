"""Credit notes of every invoice, and each as it is printed."""

from flask_restx import Namespace

from common import pdf
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, errors, produces, query
from facturacion.billing import credit_note
from facturacion.billing.queries import credit_notes as queries
from facturacion.billing.schemas import credit_notes as schemas

ns = Namespace("credit-notes", path="/credit-notes", description="Notas de crédito")


@ns.route("")
class CreditNotes(Resource):
    @ns.response(200, "Notas de crédito", document(ns, schemas.CreditNotePage))
    @requires("invoices:read")
    @query(ns, schemas.CreditNoteFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)


@ns.route("/<int:id>/pdf")
class CreditNoteDocument(Resource):
    @produces("application/pdf")
    @ns.response(200, "La nota de crédito, para imprimir")
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        clinic = pdf.letterhead()
        with get_db().transaction() as tx:
            number, printed = credit_note.printed(tx, id, clinic)
        return pdf.pdf_reply(printed, f"nota-de-credito-{number}")
