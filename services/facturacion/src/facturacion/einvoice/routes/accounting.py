"""What the accountant takes of a month."""

from flask import Response
from flask_restx import Namespace
from werkzeug.wsgi import ClosingIterator

from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import document, produces, query
from facturacion.einvoice import archive, rules
from facturacion.einvoice.queries import einvoices
from facturacion.einvoice.schemas import board

ns = Namespace("einvoice-months", path="/einvoices", description="Los comprobantes de un mes")


@ns.route("/month")
class Month(Resource):
    @ns.response(200, "Cuántos comprobantes tiene el mes", document(ns, board.MonthCount))
    @requires("einvoices:read")
    @query(ns, board.MonthWish)
    def get(self, wanted):
        first, last = rules.month_of(wanted.month, clinic_today())
        with get_db().session() as db:
            return einvoices.count_of_days(db, first, last) | {"month": f"{first:%Y-%m}"}


@ns.route("/month.zip")
class MonthFile(Resource):
    @produces("application/zip")
    @ns.response(
        200, "De cada comprobante autorizado, su XML con la autorización y su RIDE; y el índice de todos"
    )
    @requires("einvoices:read")
    @query(ns, board.MonthWish)
    def get(self, wanted):
        first, last = rules.month_of(wanted.month, clinic_today())
        archive.begin()
        parts = ClosingIterator(archive.written(get_db(), first, last, clinic_zone()), archive.end)
        response = Response(parts, mimetype="application/zip")
        # Not read whole to be compressed or summed up: it leaves as it is written.
        response.direct_passthrough = True
        response.headers["Content-Disposition"] = f'attachment; filename="comprobantes-{first:%Y-%m}.zip"'
        return response
