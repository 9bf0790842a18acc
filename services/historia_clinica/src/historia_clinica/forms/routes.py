"""Forms 002, 005 and 053, as PDF."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.resource import Resource
from common.web.schema import body, errors, produces, query
from historia_clinica import practitioners
from historia_clinica.forms import service, sheet
from historia_clinica.forms.schemas import EvolutionDates, Referral
from historia_clinica.papers import service as papers
from historia_clinica.trace import viewed

ns = Namespace("forms", path="/", description="Formularios 002, 005 y 053 (transcripciones)")


@ns.route("/notes/<int:id>/form-002.pdf")
class Form002(Resource):
    @ns.response(200, "La nota firmada como consulta externa, con su código; leerla queda registrado")
    @produces("application/pdf")
    @errors(404, 409, 503)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            form = service.of_note(db, id)
            viewed(db, form["patient"], "una nota impresa")
            code = papers.vouch(db, "NOTE", id)
        form["professional"] = practitioners.ask(form["note"]["signed_by"]["id"])
        printed = sheet.consultation(form, code, pdf.letterhead(), datetime.now(UTC))
        return pdf.pdf_reply(printed, f"formulario-002-{id}")


@ns.route("/notes/<int:id>/form-053.pdf")
class Form053(Resource):
    @ns.response(
        200, "La referencia a otro establecimiento, con lo que dice la nota; leerla queda registrado"
    )
    @produces("application/pdf")
    @errors(404, 409, 503)
    @requires("records:sign")
    @body(ns, Referral)
    def post(self, wish, id):
        with get_db().session() as db:
            form = service.of_note(db, id)
            viewed(db, form["patient"], "una nota para referirlo")
        form["professional"] = practitioners.ask(form["note"]["signed_by"]["id"])
        printed = sheet.referral(form, wish.model_dump(), pdf.letterhead(), datetime.now(UTC))
        return pdf.pdf_reply(printed, f"formulario-053-{id}")


@ns.route("/patients/<int:id>/form-005.pdf")
class Form005(Resource):
    @ns.response(200, "Evolución y prescripciones de esos días; leerlas queda registrado")
    @produces("application/pdf")
    @errors(404, 503)
    @requires("records:read")
    @query(ns, EvolutionDates)
    def get(self, wanted, id):
        with get_db().session() as db:
            form = service.of_patient(db, id, wanted, clinic_today())
            viewed(db, form["patient"], "la evolución")
        return pdf.pdf_reply(
            sheet.evolution(form, pdf.letterhead(), datetime.now(UTC)), f"formulario-005-{id}"
        )
