"""Expenses that come back each month."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.expenses.queries import recurring as queries
from facturacion.expenses.schemas import recurring as schemas
from facturacion.expenses.schemas.expenses import Expense
from facturacion.expenses.service import recurring as service

ns = Namespace("recurring-expenses", path="/recurring-expenses", description="Gastos de cada mes")
recurring = document(ns, schemas.RecurringExpense)
proposals = document(ns, schemas.ProposalList)


@ns.route("")
class RecurringExpenses(Resource):
    @ns.response(200, "Gastos de cada mes", document(ns, schemas.RecurringExpensePage))
    @requires("expenses:read")
    @query(ns, schemas.RecurringFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.RECURRING_EXPENSES.page(db, wanted, active=wanted.active)

    @ns.response(201, "Se propone cada mes", recurring)
    @errors(409)
    @requires("expenses:write")
    @body(ns, schemas.NewRecurringExpense)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/proposals")
class Proposals(Resource):
    @ns.response(200, "Lo que falta registrar de este mes y de los once anteriores", proposals)
    @requires("expenses:read")
    def get(self):
        with get_db().session() as db:
            return service.proposals(db)


@ns.route("/<int:id>")
class OneRecurringExpense(Resource):
    @ns.response(200, "Gasto de cada mes cambiado", recurring)
    @errors(404, 409, 412, 428)
    @requires("expenses:write")
    @body(ns, schemas.RecurringExpenseChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@ns.route("/<int:id>/expenses")
class AcceptedMonth(Resource):
    @ns.response(201, "Gasto del mes registrado", document(ns, Expense))
    @errors(404, 409)
    @requires("expenses:write")
    @body(ns, schemas.Acceptance)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.accept(tx, id, wish), 201)


@ns.route("/<int:id>/skips")
class MonthSkipped(Resource):
    @ns.response(201, "Mes omitido: lo que queda propuesto", proposals)
    @errors(404, 409)
    @requires("expenses:write")
    @body(ns, schemas.MonthSkip)
    def post(self, wish, id):
        with write() as tx:
            service.skip(tx, id, wish.month)
            return tx.answer(service.proposals(tx), 201)


@ns.route("/<int:id>/skips/undo")
class MonthProposedAgain(Resource):
    @ns.response(200, "Mes propuesto otra vez", proposals)
    @errors(404, 409)
    @requires("expenses:write")
    @body(ns, schemas.MonthSkip)
    def post(self, wish, id):
        with write() as tx:
            service.unskip(tx, id, wish.month)
            return tx.answer(service.proposals(tx))
