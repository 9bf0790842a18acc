"""The books of IVA, for the accountant."""

from flask import current_app, make_response
from flask_restx import Namespace

from common.problems import Conflict
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, errors, produces, query
from common.web.sheets import MEDIA_TYPE, MOST_ROWS, ZIP, csv_reply, sheets_reply
from facturacion.reports import ats_xml, sheets
from facturacion.reports.reads import ats
from facturacion.reports.reads import iva as reads
from facturacion.reports.rules.ats import lacking
from facturacion.reports.schemas.iva import AtsReadiness, Books, BooksFilter, BooksQuery

ns = Namespace("iva", path="/reports", description="Libros de IVA")


@ns.route("/iva")
class IvaBooks(Resource):
    @ns.response(200, "Ventas y compras de un mes, con su IVA", document(ns, Books))
    @requires("reports:read")
    @query(ns, BooksFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.books(db, **wanted.model_dump())


@ns.route("/iva.xlsx")
class IvaSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Los dos libros, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.books(db, wanted.month, None, MOST_ROWS)
        return sheets_reply(f"iva-{report['month']}", *sheets.books(report))


@ns.route("/ats")
class Ats(Resource):
    @ns.response(200, "Qué declara el ATS de un mes, y qué le falta", document(ns, AtsReadiness))
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return ats.readiness(db, wanted.month)


@ns.route("/ats.xml")
class AtsXml(Resource):
    @produces("application/xml")
    @ns.response(200, "El ATS de un mes, según su esquema")
    @errors(409)
    @requires("reports:read")
    @query(ns, BooksQuery)
    def get(self, wanted):
        with get_db().session() as db:
            told = ats.ats(db, wanted.month)
        if lacks := lacking(told):
            raise Conflict(
                f"Al ATS le faltan datos: {lacks[0]['label']} no tiene {lacks[0]['lacks'][0]}.", lacking=lacks
            )
        root = ats_xml.build(told)
        if wrong := ats_xml.wrong_in(root, current_app.config["SETTINGS"].sri_xsd_dir):
            raise Conflict(f"El archivo no cumple el esquema del ATS: {wrong[0]}")
        year, month = told["month"].split("-")
        response = make_response(ats_xml.written(root))
        response.content_type = "application/xml"
        # As the SRI's own programs call it.
        response.headers["Content-Disposition"] = f'attachment; filename="AT{month}{year}.xml"'
        return response


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
