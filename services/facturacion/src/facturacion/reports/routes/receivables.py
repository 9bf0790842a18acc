"""Who owes: the invoices that are not paid, their reminders, and what these say."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.pdf import letterhead
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from common.web.sheets import MEDIA_TYPE, sheets_reply
from facturacion.neighbours import summary_of
from facturacion.reports import service, sheets
from facturacion.reports.queries import receivables as queries
from facturacion.reports.reads import receivables as reads
from facturacion.reports.schemas.receivables import (
    DebtFilter,
    DebtPage,
    DebtWish,
    NewReminder,
    Reminder,
    ReminderTemplate,
    TemplateWish,
)

ns = Namespace("receivables", path="/receivables", description="Por cobrar y recordatorios")
template = document(ns, ReminderTemplate)


@ns.route("")
class Debts(Resource):
    @ns.response(200, "Las facturas por cobrar, las más antiguas primero", document(ns, DebtPage))
    @requires("invoices:read")
    @query(ns, DebtFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.DEBTS.page(db, wanted, **reads.matching(wanted, clinic_today()))


@ns.route(".xlsx")
class DebtsSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Las mismas, como hoja de cálculo: todas las que los filtros dejan")
    @requires("invoices:read")
    @query(ns, DebtWish)
    def get(self, wanted):
        today = clinic_today()
        with get_db().session() as db:
            rows = reads.debts(db, wanted, today)
        return sheets_reply(f"por-cobrar-{today}", *sheets.debts(rows))


@ns.route("/<int:invoice_id>/reminders")
class Reminders(Resource):
    @ns.response(201, "Recordatorio anotado, y dónde se envía", document(ns, Reminder))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, NewReminder)
    def post(self, new, invoice_id):
        with get_db().session() as db:
            debtor = found(queries.debtor(db, invoice_id), "No existe esa factura.")
        # Their number of today, where they are a patient.
        patient = summary_of(debtor["patient_id"]) if debtor["patient_id"] is not None else None
        clinic = letterhead()
        with write() as tx:
            return tx.answer(service.remind(tx, invoice_id, new, patient, clinic), 201)


@ns.route("/reminder-template")
class Template(Resource):
    @ns.response(200, "Lo que dice un recordatorio", template)
    @requires("invoices:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.template(db))

    @ns.response(200, "Texto cambiado", template)
    @errors(412, 428)
    @requires("reports:write")
    @body(ns, TemplateWish)
    def put(self, wish):
        version = if_match()
        with write() as tx:
            return tx.answer(service.set_template(tx, version, wish.text))
