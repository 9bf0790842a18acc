"""What each role may take off without asking."""

from flask_restx import Namespace

from common.store.db import get_db
from common.web.auth import requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document
from facturacion.billing import neighbours
from facturacion.billing.queries import discounts as queries
from facturacion.billing.rules.discounts import DEFAULT_LIMIT
from facturacion.billing.schemas.discounts import Limit, Limits, LimitWish
from facturacion.billing.service import discounts as service

ns = Namespace("discount-limits", path="/discount-limits", description="Hasta cuánto rebaja cada rol")


@ns.route("")
class RoleLimits(Resource):
    @ns.response(200, "Los límites puestos; el resto tiene el de todos", document(ns, Limits))
    @requires("invoices:read")
    def get(self):
        with get_db().session() as db:
            return {"default": DEFAULT_LIMIT, "data": queries.limits(db)}

    # Who gives a role its permissions says what it may take off.
    @ns.response(200, "Límite puesto", document(ns, Limit))
    @requires("roles:write")
    @body(ns, LimitWish)
    def put(self, wish):
        role = neighbours.role_of(wish.role)
        with write() as tx:
            return tx.answer(service.set_limit(tx, role, wish.percent))
