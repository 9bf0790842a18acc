"""What a patient reads and signs on their own phone by a link, without entering."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.http import reply, write
from common.web.links import by_link, link
from common.web.resource import Resource
from common.web.schema import body, document, errors
from historia_clinica.consents import rules, service
from historia_clinica.consents.schemas import SharedConsent, SharedSignature

ns = Namespace(
    "shared-consents", path="/shared/consent", description="Un consentimiento, para quien tiene su enlace"
)
shared = document(ns, SharedConsent)


@ns.route("")
class Shared(Resource):
    @ns.response(200, "El texto que se firma, o lo que se decidió", shared)
    @errors(404, 410)
    @by_link(rules.SIGN)
    def get(self):
        with get_db().session() as db:
            return reply(service.shared(db, thing()))

    @ns.response(201, "Firmado, y ya no se cambia", shared)
    @errors(404, 409, 410)
    @by_link(rules.SIGN)
    @body(ns, SharedSignature)
    def post(self, given):
        with write() as tx:
            return tx.answer(service.sign_by_link(tx, thing(), given), 201)


def thing():
    """What was sent to be signed: what the link of this request is about."""
    return int(link().about)
