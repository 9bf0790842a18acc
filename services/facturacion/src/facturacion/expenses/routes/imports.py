"""Expenses from a file: looked at, recorded, undone."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web import tables
from common.web.auth import me, requires
from common.web.http import reply, write
from common.web.limits import hit
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from facturacion.expenses.queries import imports as queries
from facturacion.expenses.schemas import imports as schemas
from facturacion.expenses.service import imports as service

ns = Namespace("expense-imports", path="/expenses/imports", description="Gastos importados de un archivo")
report = document(ns, schemas.ImportReport)


@ns.route("")
class ExpenseImports(Resource):
    @ns.response(200, "Archivos importados, el último primero", document(ns, schemas.ExpenseImportPage))
    @requires("expenses:read")
    @query(ns, schemas.ImportFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.IMPORTS.page(db, wanted)

    @ns.response(200, "Lo que el archivo trae (`dry_run`): nada se guardó", report)
    @ns.response(201, "Gastos importados", report)
    @errors(409, 429)
    @requires("expenses:write")
    @body(ns, schemas.NewImport)
    def post(self, new):
        # Reading a large workbook takes a second of one of few threads.
        hit("20/minute", "expense-imports", me().id)
        if new.dry_run:
            with get_db().session() as db:
                return reply(service.examine(db, new.content)[1])
        with write() as tx:
            return tx.answer(service.record(tx, new), 201)


@ns.route("/template.xlsx")
class ImportTemplate(Resource):
    @produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    @ns.response(200, "Hoja con los títulos y una fila de ejemplo")
    @requires("expenses:read")
    def get(self):
        return tables.template_reply("plantilla-gastos", "Gastos", schemas.HEADINGS)


@ns.route("/<int:id>/undo")
class ImportUndone(Resource):
    @ns.response(200, "Importación deshecha: sus gastos quedan anulados", document(ns, schemas.ExpenseImport))
    @errors(404, 409)
    @requires("expenses:write")
    @body(ns, schemas.ImportUndoing)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.undo(tx, id, wish.reason))
