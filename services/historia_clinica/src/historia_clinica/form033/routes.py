"""Form 033 of a version of the odontogram, as PDF."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common import pdf
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found
from common.web.resource import Resource
from common.web.schema import errors, produces
from historia_clinica import practitioners
from historia_clinica.dental.queries import odontograms
from historia_clinica.dental.rules import versions
from historia_clinica.dental.service.odontograms import CHARTS
from historia_clinica.form033 import service, sheet
from historia_clinica.trace import viewed

ns = Namespace("form-033", path="/", description="Formulario 033 de odontología (transcripción)")


@ns.route("/odontograms/<int:id>/form-033.pdf")
class Form033(Resource):
    @ns.response(200, "El formulario lleno con la historia, en PDF; leerlo queda registrado")
    @produces("application/pdf")
    @errors(404, 503)
    @requires("records:read")
    def get(self, id):
        now = datetime.now(UTC)
        with get_db().session() as db:
            chart = found(odontograms.CHARTS.get(db, id), CHARTS.missing)
            versions.must_be_readable(chart, me().may("records:write"))
            form = service.gathered(db, chart, now)
            viewed(db, form["patient"], "el formulario 033")
        form["professional"] = practitioners.ask((chart["signed_by"] or chart["author"])["id"])
        return pdf.pdf_reply(sheet.draw(form, pdf.letterhead(), now), sheet.name_of(form))
