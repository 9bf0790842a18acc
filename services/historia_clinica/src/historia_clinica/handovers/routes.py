"""Drafts: those of who asks, and how one changes hands."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.fields import NewestFirst
from historia_clinica.handovers import neighbours, queries, service
from historia_clinica.handovers.schemas import Handover, NewHandover, NewReturn, OwnDraftPage
from historia_clinica.supervisions.rules import must_be_person
from historia_clinica.supervisions.schemas import Supervision

ns = Namespace("handovers", path="/", description="Borradores: los propios, y los que cambian de manos")
handover = document(ns, Handover)
supervision = document(ns, Supervision)


@ns.route("/own-drafts")
class OwnDrafts(Resource):
    @ns.response(200, "Los borradores de quien pregunta, los últimos primero", document(ns, OwnDraftPage))
    @requires("records:write")
    @query(ns, NewestFirst)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.DRAFTS.page(db, wanted, author_id=me().id)


@ns.route("/notes/<int:id>/handovers")
class Handovers(Resource):
    @ns.response(201, "El borrador es de la otra persona", handover)
    @errors(404, 409, 412, 428, 503)
    @requires("records:write")
    @body(ns, NewHandover)
    def post(self, new, id):
        version = if_match()
        person = neighbours.author(new.to_id)
        with write() as tx:
            return tx.answer(service.hand_over(tx, id, version, person, me()), 201)


@ns.route("/notes/<int:id>/handovers/take-back")
class TakingBack(Resource):
    @ns.response(201, "El borrador vuelve a quien lo pasó", handover)
    @errors(404, 409)
    @requires("records:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.take_back(tx, id, me()), 201)


@ns.route("/notes/<int:id>/returns")
class Returns(Resource):
    @ns.response(201, "La nota no vale, y quien la escribió tiene un borrador con lo que decía", supervision)
    @errors(404, 409)
    @requires("records:cosign")
    @body(ns, NewReturn)
    def post(self, new, id):
        must_be_person(me())
        with write() as tx:
            return tx.answer(service.send_back(tx, id, new.reason, me()), 201)
