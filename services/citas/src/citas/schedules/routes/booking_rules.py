"""Booking rules of the clinic."""

from flask import request
from flask_restx import Namespace

from citas.schedules.queries import booking_rules as queries
from citas.schedules.schemas.booking_rules import BookingRules, NewBookingRules
from citas.schedules.service import booking_rules as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace("booking-rules", path="/booking-rules", description="Reglas de la agenda")
rules = document(ns, BookingRules)


@ns.route("")
class Rules(Resource):
    @ns.response(200, "Reglas de la agenda", rules)
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.get(db))

    @ns.response(200, "Reglas reemplazadas", rules)
    @errors(412, 428)
    @requires("schedules:write")
    @body(ns, NewBookingRules)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace(tx, version, new, request.host_url))
