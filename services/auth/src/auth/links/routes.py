"""Signing links for the services."""

from datetime import UTC, datetime

from flask import current_app
from flask_restx import Namespace

from auth.links import rules
from auth.links.schemas import LinkWish, SignedLink
from auth.tokens.queries import moment
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import reply
from common.web.resource import Resource
from common.web.schema import body, document

ns = Namespace("links", path="/links", description="Enlaces de un solo propósito, para los servicios")


@ns.route("")
class Links(Resource):
    @ns.doc(description="Solo para el servicio de cuya cosa se trata; nada se guarda.")
    @ns.response(200, "El enlace firmado", document(ns, SignedLink))
    @requires("events:deliver")
    @body(ns, LinkWish)
    def post(self, wish):
        rules.must_be_theirs(me().id, wish)
        with get_db().session() as db:
            now = moment(db)
        link, expires_at = current_app.extensions["signer"].link(wish.scope, wish.about, wish.seconds, now)
        return reply({"link": link, "expires_at": datetime.fromtimestamp(expires_at, UTC)})
