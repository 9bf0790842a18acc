"""Invoices, and the payments of one."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.billing import neighbours, reads
from facturacion.billing.queries import invoices as queries
from facturacion.billing.queries import reopenings
from facturacion.billing.schemas import (
    accounts,
    balances,
    buyers,
    credit_notes,
    instalments,
    invoices,
    payments,
)
from facturacion.billing.schemas.aesthetics import LinkWish
from facturacion.billing.schemas.discounts import ApprovalGiven
from facturacion.billing.service import accounts as account_service
from facturacion.billing.service import aesthetics, annulments
from facturacion.billing.service import credit_notes as credit_note_service
from facturacion.billing.service import discounts, drafts
from facturacion.billing.service import instalments as instalment_service
from facturacion.billing.service import invoices as service
from facturacion.billing.service import payments as payment_service
from facturacion.fields import Span
from facturacion.neighbours import patient_of

ns = Namespace("invoices", path="/invoices", description="Facturas y sus borradores")
invoice = document(ns, invoices.Invoice)


@ns.route("")
class Invoices(Resource):
    @ns.response(200, "Facturas", document(ns, invoices.InvoicePage))
    @requires("invoices:read")
    @query(ns, invoices.InvoiceFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)

    @ns.response(201, "Borrador creado", invoice)
    @requires("invoices:write")
    @body(ns, invoices.NewInvoice)
    def post(self, new):
        patient = patient_of(new.patient_id)
        with write() as tx:
            return tx.answer(drafts.write(tx, new, patient), 201)


@ns.route("/totals")
class InvoicedTotals(Resource):
    @ns.response(200, "Totales de esos días; sin ellos, del último año", document(ns, invoices.InvoiceTotals))
    @requires("invoices:read")
    @query(ns, Span)
    def get(self, span):
        with get_db().session() as db:
            return reads.totals(db, span.first, span.last)


@ns.route("/balances")
class Balances(Resource):
    @ns.response(200, "Lo que debe cada paciente, de lo emitido", document(ns, balances.Balances))
    @requires("invoices:read")
    @query(ns, balances.BalancesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.owed_by(db, wanted.ids)}


@ns.route("/of-visits")
class ChargesOfVisits(Resource):
    @ns.response(200, "En cuánto quedó cada cita y qué falta cobrar", document(ns, balances.VisitCharges))
    @requires("invoices:read")
    @query(ns, balances.VisitsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.charges_of(db, wanted.ids)}


@ns.route("/buyers")
class Buyers(Resource):
    @ns.response(200, "A quién se facturó antes lo de un paciente", document(ns, buyers.BuyerList))
    @requires("invoices:read")
    @query(ns, buyers.BuyersQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": queries.buyers_of(db, wanted.patient_id)}


@ns.route("/<int:id>")
class Invoice(Resource):
    @ns.response(200, "La factura", invoice)
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(reads.detail(db, id))

    @ns.response(200, "Borrador corregido", invoice)
    @errors(404, 409, 412, 428)
    @requires("invoices:write")
    @body(ns, invoices.InvoiceChanges)
    def patch(self, changes, id):
        version = if_match()
        patient = patient_of(changes.patient_id)
        with write() as tx:
            return tx.answer(drafts.change(tx, id, version, changes, patient))


@ns.route("/<int:id>/issue")
class Issue(Resource):
    @ns.response(200, "Factura emitida", invoice)
    @errors(404, 409, 412)
    @requires("invoices:write")
    @body(ns, invoices.IssueWish)
    def post(self, wish, id):
        version = if_match(needed=False)
        must_not_be_reopened(id)
        with write() as tx:
            return tx.answer(service.issue(tx, id, wish.series_id, version))


@ns.route("/<int:id>/status")
class Status(Resource):
    @ns.response(200, "Estado cambiado (repetirlo no tiene efecto)", invoice)
    @errors(404, 409, 412)
    @requires("invoices:write")
    @body(ns, invoices.StatusChange)
    def patch(self, change, id):
        version = if_match(needed=False)
        if change.status == "ISSUED":
            must_not_be_reopened(id)
        with write() as tx:
            return tx.answer(service.move(tx, id, change, version))


@ns.route("/<int:id>/annulment")
class InvoiceAnnulment(Resource):
    @ns.response(200, "El pedido de anularla, retirado", invoice)
    @errors(404, 409)
    @requires("invoices:annul")
    def delete(self, id):
        with write() as tx:
            return tx.answer(annulments.withdraw(tx, id))


@ns.route("/<int:id>/discount-approval")
class DiscountApproval(Resource):
    @ns.response(200, "Rebaja aprobada por otra persona, para este contenido del borrador", invoice)
    @errors(404, 409, 412)
    @requires("invoices:write")
    @body(ns, ApprovalGiven)
    def post(self, given, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(discounts.approve(tx, id, version, given.approval))


@ns.route("/<int:id>/diagnoses")
class Diagnoses(Resource):
    @ns.response(200, "El borrador, con el último diagnóstico firmado vinculado por su huella", invoice)
    @errors(404, 409, 412)
    @requires("invoices:write")
    @body(ns, LinkWish)
    def post(self, wish, id):
        version = if_match(needed=False)
        with get_db().session() as db:
            draft = found(queries.get(db, id), reads.NOT_FOUND)
        seal = neighbours.seal_of(draft["patient_id"], draft["appointment_id"])
        with write() as tx:
            return tx.answer(aesthetics.link(tx, id, wish.treatment_id, draft["patient_id"], seal, version))


@ns.route("/<int:id>/diagnoses/<int:treatment_id>")
class LinkedDiagnosis(Resource):
    @ns.response(200, "El borrador, sin ese diagnóstico", invoice)
    @errors(404, 409, 412)
    @requires("invoices:write")
    def delete(self, id, treatment_id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(aesthetics.unlink(tx, id, treatment_id, version))


@ns.route("/<int:id>/credit-notes")
class InvoiceCreditNotes(Resource):
    @ns.response(200, "Lo que queda por acreditar, por concepto", document(ns, credit_notes.Creditable))
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        with get_db().session() as db:
            return reads.creditable(db, id)

    @ns.response(201, "La factura, con su nota de crédito", invoice)
    @errors(404, 409)
    @requires("invoices:credit")
    @body(ns, credit_notes.NewCreditNote)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(credit_note_service.issue(tx, id, new), 201)


@ns.route("/<int:id>/instalments")
class Instalments(Resource):
    @ns.response(200, "Cuotas acordadas, o ninguna desde ahora", invoice)
    @errors(404, 409, 412)
    @requires("payments:write")
    @body(ns, instalments.PlanWish)
    def put(self, wish, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(instalment_service.agree(tx, id, wish, version))


@ns.route("/<int:id>/transfers")
class Transfers(Resource):
    @ns.response(201, "Lo pagado pasó a otra factura, o quedó a favor", document(ns, accounts.MovementList))
    @errors(404, 409)
    @requires("payments:refund")
    @body(ns, accounts.Transfer)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(account_service.transfer(tx, id, new), 201)


@ns.route("/<int:id>/payments")
class Payments(Resource):
    @ns.response(200, "Pagos de la factura", document(ns, payments.PaymentList))
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        with get_db().session() as db:
            return reads.payments_of(db, id)

    @ns.response(201, "Pago registrado", document(ns, payments.Payment))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, payments.NewPayment)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(payment_service.receive(tx, id, new), 201)


def must_not_be_reopened(id):
    """A hold that has expired leaves open whether the appointment was reopened: then citas is asked."""
    with get_db().session() as db:
        appointment_id = reopenings.expired_hold(db, id)
    neighbours.must_be_completed(appointment_id)
