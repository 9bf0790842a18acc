"""The timeline of a patient's record."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found
from common.web.resource import Resource
from common.web.schema import document, errors, query
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.timeline import queries, rules
from historia_clinica.timeline.schemas import TimelineFilter, TimelinePage
from historia_clinica.trace import viewed

ns = Namespace("timeline", path="/", description="La historia de un paciente por fecha")


@ns.route("/patients/<int:id>/timeline")
class Timeline(Resource):
    @ns.response(
        200,
        "Notas, signos, recetas, certificados, órdenes, documentos, consentimientos y odontogramas que puede ver, lo último primero; leerlos queda registrado",
        document(ns, TimelinePage),
    )
    @errors(404)
    @requires("records:read")
    @query(ns, TimelineFilter)
    def get(self, wanted, id):
        caller = me()
        kinds = rules.seen(wanted.kinds, caller.permissions)
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "la línea de tiempo")
            return queries.page(db, id, wanted, kinds, drafts=caller.may("records:write"))
