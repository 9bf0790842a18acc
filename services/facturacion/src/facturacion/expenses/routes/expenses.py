"""Operational expenses."""

from flask_restx import Namespace

from common.files import file_reply
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.commissions.schemas import Settlement
from facturacion.expenses import reads
from facturacion.expenses.queries import expenses as queries
from facturacion.expenses.schemas.expenses import (
    CategoryCount,
    CategoryList,
    CategoryRename,
    CommissionPayment,
    DocumentKnown,
    DocumentQuery,
    Expense,
    ExpenseChanges,
    ExpenseFilter,
    ExpensePage,
    ExpenseTotals,
    NewExpense,
    NewReceipt,
)
from facturacion.expenses.service import expenses as service
from facturacion.fields import Span

payments = Namespace("commission-payments", path="/commission-settlements", description="Pago de comisiones")
ns = Namespace("expenses", path="/expenses", description="Gastos operativos")
expense = document(ns, Expense)


@ns.route("")
class Expenses(Resource):
    @ns.response(200, "Gastos", document(ns, ExpensePage))
    @requires("expenses:read")
    @query(ns, ExpenseFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.page(db, wanted)

    @ns.response(201, "Gasto registrado", expense)
    @errors(409)
    @requires("expenses:write")
    @body(ns, NewExpense)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.record(tx, new), 201)


@ns.route("/categories")
class Categories(Resource):
    @ns.response(200, "Categorías en uso", document(ns, CategoryList))
    @requires("expenses:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.categories(db)}

    @ns.response(200, "Categoría con su nuevo nombre, que sus gastos ya llevan", document(ns, CategoryCount))
    @errors(404, 409)
    @requires("expenses:write")
    @body(ns, CategoryRename)
    def patch(self, wish):
        with write() as tx:
            return tx.answer(service.rename_category(tx, wish.name, wish.new_name))


@ns.route("/totals")
class SpentTotals(Resource):
    @ns.response(200, "Totales por categoría", document(ns, ExpenseTotals))
    @requires("expenses:read")
    @query(ns, Span)
    def get(self, span):
        with get_db().session() as db:
            return reads.totals(db, span.first, span.last)


@ns.route("/registered")
class RegisteredDocument(Resource):
    @ns.response(200, "Si ese documento de ese proveedor ya está en los libros", document(ns, DocumentKnown))
    @requires("stock:write")
    @query(ns, DocumentQuery)
    def get(self, asked):
        with get_db().session() as db:
            twin = queries.twin(
                db, asked.supplier_name, asked.document_number, receipt_id=asked.except_receipt
            )
        return {"registered": twin is not None}


@ns.route("/<int:id>")
class OneExpense(Resource):
    @ns.response(200, "El gasto", expense)
    @errors(404)
    @requires("expenses:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id), service.NOT_FOUND))

    @ns.response(200, "Gasto corregido o anulado", expense)
    @errors(404, 409, 412, 428)
    @requires("expenses:write")
    @body(ns, ExpenseChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/<int:id>/receipt")
class ExpenseReceipt(Resource):
    @produces("image/png", "image/jpeg", "image/webp", "application/pdf")
    @ns.response(200, "La foto o el PDF del comprobante")
    @errors(404, 503)
    @requires("expenses:read")
    def get(self, id):
        with get_db().session() as db:
            row = found(queries.receipt(db, id), "Ese gasto no tiene comprobante guardado.")
        return file_reply(row, f"gasto-{id}", row["content"])

    @ns.response(200, "Comprobante guardado", expense)
    @errors(404)
    @requires("expenses:write")
    @body(ns, NewReceipt)
    def put(self, new, id):
        with write() as tx:
            return tx.answer(service.set_receipt(tx, id, new.file_id))


@payments.route("/<int:id>/payment")
class CommissionPaid(Resource):
    @payments.response(201, "Liquidación pagada, con su gasto", document(payments, Settlement))
    @errors(404, 409)
    @requires("expenses:write")
    @body(payments, CommissionPayment)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.pay_commissions(tx, id, wish), 201)
