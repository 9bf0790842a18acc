"""The books of IVA, for the accountant."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, produces, query
from common.web.sheets import MEDIA_TYPE, ZIP, csv_reply, sheets_reply
from facturacion.reports import sheets
from facturacion.reports.reads import ats
from facturacion.reports.reads import iva as reads
from facturacion.reports.schemas.iva import Books, BooksQuery

ns = Namespace("iva", path="/reports", description="Libros de IVA")


@ns.route("/iva")
class IvaBooks(Resource):
    @ns.response(200, "Ventas y compras de un mes, con su IVA", document(ns, Books))
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.books(db, wanted.month)


@ns.route("/iva.xlsx")
class IvaSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Los dos libros, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.books(db, wanted.month)
        return sheets_reply(f"iva-{report['month']}", *sheets.books(report))


@ns.route("/ats.xlsx")
class AtsSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Lo que pide el ATS de un mes: ventas, establecimientos, anulados y compras")
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            told = ats.ats(db, wanted.month)
        return sheets_reply(f"ats-{told['month']}", *sheets.ats(told))


@ns.route("/ats.zip")
class AtsText(Resource):
    @produces(ZIP)
    @ns.response(200, "Lo mismo, en un CSV por hoja")
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            told = ats.ats(db, wanted.month)
        return csv_reply(f"ats-{told['month']}", *sheets.ats(told))
