"""Series of invoice numbers, and the rates of IVA."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors
from facturacion.billing.queries import series as queries
from facturacion.billing.schemas.series import IvaRateList, NewSeries, Series, SeriesChanges, SeriesList
from facturacion.billing.service import series as service

ns = Namespace("series", path="/series", description="Series: establecimiento y punto de emisión")
rates = Namespace("iva-rates", path="/iva-rates", description="Tarifas de IVA")
serie = document(ns, Series)


# Whoever may annul what was numbered answers for the numbering.
@ns.route("")
class AllSeries(Resource):
    @ns.response(200, "Series", document(ns, SeriesList))
    @requires("invoices:read")
    def get(self):
        with get_db().session() as db:
            return {"data": queries.all_series(db)}

    @ns.response(201, "Serie creada", serie)
    @errors(409)
    @requires("invoices:annul")
    @body(ns, NewSeries)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@ns.route("/<int:id>")
class OneSeries(Resource):
    @ns.response(200, "Serie modificada", serie)
    @errors(404, 409, 412, 428)
    @requires("invoices:annul")
    @body(ns, SeriesChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))


@rates.route("")
class IvaRates(Resource):
    @rates.response(200, "Tarifas, con las fechas en que rigen", document(rates, IvaRateList))
    @requires()
    def get(self):
        with get_db().session() as db:
            return {"data": queries.rates(db)}
