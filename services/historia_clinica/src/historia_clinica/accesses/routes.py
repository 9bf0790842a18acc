"""The report of accesses, printed."""

from flask_restx import Namespace

from common.pdf import pdf_reply
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import errors, produces, query
from historia_clinica.accesses import service
from historia_clinica.accesses.schemas import AccessPeriod

ns = Namespace("accesses", path="/", description="Quién vio o cambió algo de un paciente")


@ns.route("/patients/<int:id>/accesses.pdf")
class AccessReport(Resource):
    @produces("application/pdf")
    @ns.response(200, "El informe de accesos, para imprimir")
    @errors(404, 503)
    @requires("logs:read")
    @query(ns, AccessPeriod)
    def get(self, wanted, id):
        return pdf_reply(service.printed(id, wanted), f"informe-de-accesos-{id}")
