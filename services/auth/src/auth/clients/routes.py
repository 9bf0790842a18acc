"""API clients: integrations and the suite's own services."""

from flask_restx import Namespace

from auth import passwords
from auth.clients import queries, service
from auth.clients.schemas import Client, ClientChanges, ClientFilter, ClientPage, ClientWithSecret, NewClient
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("clients", path="/clients", description="Integraciones (OAuth 2, credenciales de cliente)")


@ns.route("")
class Clients(Resource):
    @ns.response(200, "Integraciones, por nombre", document(ns, ClientPage))
    @requires("clients:read")
    @query(ns, ClientFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.CLIENTS.page(db, wanted, **words(wanted.search), active=wanted.active)

    @ns.response(201, "Integración creada, con su secreto", document(ns, ClientWithSecret))
    @requires("clients:write")
    @body(ns, NewClient)
    def post(self, new):
        secret = passwords.client_secret()
        with write() as tx:
            client = service.create(tx, new, passwords.fingerprint(secret))
            return tx.answer(client, 201, secrets={"client_secret": secret})


@ns.route("/<int:id>")
class OneClient(Resource):
    @ns.response(200, "Integración", document(ns, Client))
    @errors(404)
    @requires("clients:read")
    def get(self, id):
        with get_db().session() as db:
            row = queries.get(db, id)
        return reply(found(row, f"No existe la integración {id}."))

    @ns.response(200, "Integración cambiada", document(ns, Client))
    @errors(404, 409, 412, 428)
    @requires("clients:write")
    @body(ns, ClientChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True)))


@ns.route("/<int:id>/secret")
class ClientSecret(Resource):
    @ns.response(200, "Secreto nuevo; el anterior ya no vale", document(ns, ClientWithSecret))
    @errors(404, 409)
    @requires("clients:write")
    def post(self, id):
        secret = passwords.client_secret()
        with write() as tx:
            client = service.rotate(tx, id, passwords.fingerprint(secret))
            return tx.answer(client, secrets={"client_secret": secret})
