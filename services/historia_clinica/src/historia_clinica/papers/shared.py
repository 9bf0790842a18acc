"""Whether a paper is what the clinic issued, for whoever holds it."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.store.db import get_db
from common.web.http import reply
from common.web.links import by_code, code
from common.web.resource import Resource
from common.web.schema import document, errors
from historia_clinica.papers import service
from historia_clinica.papers.schemas import SharedPaper

ns = Namespace("shared-papers", path="/shared/paper", description="Si un papel es el que se emitió")


@ns.route("")
class Verified(Resource):
    @ns.response(200, "Qué papel es, sin nada de lo que dice", document(ns, SharedPaper))
    @errors(404, 410)
    @by_code
    def get(self):
        with get_db().session() as db:
            return reply(service.shown(db, code(), datetime.now(UTC)))
