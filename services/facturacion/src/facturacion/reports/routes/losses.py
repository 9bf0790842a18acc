"""What was lost of the stock in a month; the movements behind it; the same as a spreadsheet."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, produces, query
from common.web.sheets import MEDIA_TYPE, sheets_reply
from facturacion.reports import sheets
from facturacion.reports.reads import losses as reads
from facturacion.reports.schemas.losses import Losses, LossesQuery, LossLinePage, LossLinesQuery

ns = Namespace("losses", path="/reports/losses", description="Bajas y diferencias de inventario")


@ns.route("")
class LossesOfMonth(Resource):
    @ns.response(
        200, "Lo perdido en el mes por su causa, y lo comprado menos lo devuelto", document(ns, Losses)
    )
    @requires("reports:read")
    @query(ns, LossesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.losses(db, wanted.month)


@ns.route("/lines")
class LossLines(Resource):
    @ns.response(200, "Los movimientos, del más nuevo al más antiguo", document(ns, LossLinePage))
    @requires("reports:read")
    @query(ns, LossLinesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return reads.lines(db, wanted)


@ns.route(".xlsx")
class LossesSheet(Resource):
    @produces(MEDIA_TYPE)
    @ns.response(200, "Lo mismo, como hoja de cálculo")
    @requires("reports:read")
    @query(ns, LossesQuery)
    def get(self, wanted):
        with get_db().session() as db:
            report = reads.sheet(db, wanted.month)
        return sheets_reply(f"bajas-{report['month']}", *sheets.losses(report))
