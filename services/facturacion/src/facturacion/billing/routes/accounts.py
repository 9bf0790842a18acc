"""The account of a patient: what they owe and have in their favour, deposits, refunds, what is applied."""

from flask_restx import Namespace

from common.messages.client import not_found_as
from common.pdf import letterhead, pdf_reply
from common.problems import NotFound
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces
from facturacion.billing import reads
from facturacion.billing.queries import accounts as queries
from facturacion.billing.schemas.accounts import (
    Account,
    AgreedInvoices,
    Application,
    CreditInFavour,
    Holdings,
    Movement,
    MovementList,
    NewDeposit,
    NewRefund,
)
from facturacion.billing.service import accounts as service
from facturacion.billing.statement import printed
from facturacion.neighbours import summary_of

ns = Namespace("patients", path="/patients", description="La cuenta de un paciente")
movement = document(ns, Movement)


@ns.route("/<int:id>/account")
class PatientAccount(Resource):
    @ns.response(200, "Lo que debe, lo que tiene a favor, y de qué", document(ns, Account))
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        with get_db().session() as db:
            return reads.account(db, id)


@ns.route("/<int:id>/instalments")
class Instalments(Resource):
    @ns.response(
        200,
        "Las facturas que se pagan en cuotas y lo que falta de cada una, también para quien atiende",
        document(ns, AgreedInvoices),
    )
    @errors(404)
    @requires("quotes:read")
    def get(self, id):
        with get_db().session() as db:
            return reads.agreed(db, id)


@ns.route("/<int:id>/credit")
class Credit(Resource):
    @ns.response(200, "Lo que tiene a favor, para quien une dos fichas", document(ns, CreditInFavour))
    @errors(404)
    @requires("patients:merge")
    def get(self, id):
        with get_db().session() as db:
            return {"credit": reads.credit(db, id)}


@ns.route("/<int:id>/holdings")
class PatientHoldings(Resource):
    @ns.response(200, "Lo que se guarda de la persona, y lo que está abierto", document(ns, Holdings))
    @errors(404)
    @requires("erasures:read")
    def get(self, id):
        with get_db().session() as db:
            return queries.holdings(db, id)


@ns.route("/<int:id>/account.pdf")
class Statement(Resource):
    @produces("application/pdf")
    @ns.response(200, "El estado de cuenta, para imprimir")
    @errors(404)
    @requires("invoices:read")
    def get(self, id):
        patient, clinic = must_exist(id), letterhead()
        with get_db().session() as db:
            account = reads.account(db, id)
        return pdf_reply(printed(account, patient, clinic), f"estado-de-cuenta-{id}")


@ns.route("/<int:id>/deposits")
class Deposits(Resource):
    @ns.response(201, "Abono recibido", movement)
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, NewDeposit)
    def post(self, new, id):
        patient = must_exist(id)
        with write() as tx:
            return tx.answer(service.deposit(tx, patient, new), 201)


@ns.route("/<int:id>/refunds")
class Refunds(Resource):
    @ns.response(201, "Dinero devuelto", movement)
    @errors(404, 409)
    @requires("payments:refund")
    @body(ns, NewRefund)
    def post(self, new, id):
        patient = must_exist(id)
        with write() as tx:
            return tx.answer(service.refund(tx, patient, new), 201)


@ns.route("/<int:id>/applications")
class Applications(Resource):
    @ns.response(201, "Lo que tenía a favor pagó estas facturas", document(ns, MovementList))
    @errors(404, 409)
    @requires("payments:write")
    @body(ns, Application)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.apply(tx, id, wish.invoices), 201)


def must_exist(id):
    return not_found_as(NotFound("No existe ese paciente."), summary_of(id))
