"""Who supervises a note, and what waits to be co-signed."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica import practitioners
from historia_clinica.supervisions import queries, rules, service
from historia_clinica.supervisions.schemas import (
    NewCosignature,
    NewSupervisor,
    Supervision,
    WaitingFilter,
    WaitingPage,
)

ns = Namespace("supervisions", path="/", description="Refrendo de las notas de quien firma con supervisión")
supervision = document(ns, Supervision)


@ns.route("/notes/<int:id>/supervisor")
class Supervisor(Resource):
    @ns.response(200, "Quién refrenda la nota", supervision)
    @errors(404, 409, 503)
    @requires("records:write")
    @body(ns, NewSupervisor)
    def put(self, new, id):
        person = practitioners.ask(str(new.supervisor_id))
        with write() as tx:
            return tx.answer(service.choose(tx, id, person, me()))


@ns.route("/notes/<int:id>/cosignature")
class Cosignature(Resource):
    @ns.response(200, "Nota refrendada; ya no se puede cambiar", supervision)
    @errors(404, 409)
    @requires("records:cosign")
    @body(ns, NewCosignature)
    def post(self, new, id):
        rules.must_be_person(me())
        with write() as tx:
            return tx.answer(service.cosign(tx, id, new.remark, me()))


@ns.route("/waiting-cosignatures")
class Waiting(Resource):
    @ns.response(
        200, "Notas firmadas que esperan refrendo, lo más antiguo primero", document(ns, WaitingPage)
    )
    @requires("records:cosign")
    @query(ns, WaitingFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.WAITING.page(db, wanted, supervisor_id=me().id if wanted.mine else None)
