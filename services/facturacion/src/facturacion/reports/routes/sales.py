"""Sales by day, month, treatment, professional, category and method; the lines of each row."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, produces, query
from common.web.sheets import MEDIA_TYPE, sheets_reply
from facturacion.reports import sheets
from facturacion.reports.reads import sales as reads
from facturacion.reports.schemas.sales import SaleLinePage, SaleLinesQuery, SalesQuery, SalesReport

ns = Namespace("sales", path="/reports/sales", description="Ventas")


@ns.route("")
class Sales(Resource):
    @ns.response(200, "Lo vendido, facturado y cobrado en un período", document(ns, SalesReport))
    @requires("reports:read")
    @query(ns, SalesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.sales(db, wanted.by, wanted.first, wanted.last)


@ns.route("/lines")
class SaleLines(Resource):
    @ns.response(200, "Las líneas de una fila", document(ns, SaleLinePage))
    @requires("reports:read")
    @query(ns, SaleLinesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.lines(db, wanted)


@ns.route(".xlsx")
class SalesSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Lo mismo, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, SalesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.sales(db, wanted.by, wanted.first, wanted.last)
        name = f"ventas-{wanted.by}-{report['from']}-{report['to']}"
        return sheets_reply(name, *sheets.sales(report))
