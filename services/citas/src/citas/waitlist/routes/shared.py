"""What whoever is offered an hour reads and answers on their own phone by a link, without entering."""

from flask_restx import Namespace

from citas.waitlist import rules
from citas.waitlist.schemas.gaps import Answer, SharedOffer
from citas.waitlist.service import offers as service
from common.problems import Conflict, Gone, Invalid
from common.store.db import get_db
from common.web.http import reply, write
from common.web.links import by_link, link
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace(
    "shared-waitlist",
    path="/shared/waitlist-offer",
    description="Una hora ofrecida, para quien tiene su enlace",
)
shared = document(ns, SharedOffer)


@ns.route("")
class Shared(Resource):
    @ns.response(200, "La hora que se ofrece, o lo que fue de ella", shared)
    @errors(404, 410)
    @by_link(rules.ACCEPT)
    def get(self):
        with get_db().transaction() as tx:
            return reply(service.see(tx, thing()))

    @ns.response(201, "Aceptada, o rechazada", shared)
    @errors(404, 410)
    @by_link(rules.ACCEPT)
    @body(ns, Answer)
    def post(self, answer):
        act = service.accept if answer.accept else service.decline
        try:
            with write() as tx:
                return tx.answer(act(tx, thing()), 201)
        except (Conflict, Invalid):
            # Whatever stands in the way of booking it, the hour is no longer to be had; what else is wrong tells nobody here.
            raise Gone(rules.GONE) from None


def thing():
    """The offer that the link of this request is about."""
    return int(link().about)
