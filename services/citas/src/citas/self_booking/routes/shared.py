"""What whoever booked online sees and changes by the link of their letter, without entering."""

from datetime import UTC, datetime

from flask import request
from flask_restx import Namespace

from citas import calendars
from citas.self_booking import neighbours, reads
from citas.self_booking.queries import bookings as queries
from citas.self_booking.queries import settings as stored
from citas.self_booking.routes.public import answer_of, equal_time, in_calendar, though_busy
from citas.self_booking.rules import bookings as rules
from citas.self_booking.schemas.public import OnlineAnswer, OnlineMove
from citas.self_booking.service import changes as service
from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.web.http import found, reply, write
from common.web.links import by_link, link
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces

ns = Namespace(
    "shared-self-booking",
    path="/shared/self-booking",
    description="Una reserva en línea, para quien tiene su enlace",
)
shared = document(ns, OnlineAnswer)


def settings_and(db):
    return stored.get(db), found(queries.get(db, int(link().about)), service.NOT_FOUND)


@ns.route("")
class SharedBooking(Resource):
    @ns.response(200, "La reserva, como está ahora", shared)
    @errors(404, 410)
    @by_link(rules.MANAGE)
    def get(self):
        with get_db().session() as db:
            settings, row = settings_and(db)
        return reply(answer_of(row, settings))


@ns.route("/calendar")
class SharedCalendar(Resource):
    @ns.response(200, "La hora para el calendario de quien la reservó (iCalendar), como en su carta")
    @errors(404, 410, 503)
    @produces(calendars.MEDIA_TYPE)
    @by_link(rules.MANAGE)
    def get(self):
        with get_db().session() as db:
            settings, row = settings_and(db)
        return in_calendar(row, settings)


@ns.route("/cancel")
class CancelledByLink(Resource):
    @ns.response(201, "Cancelada", shared)
    @errors(404, 409, 410)
    @by_link(rules.MANAGE)
    def post(self):
        with equal_time(), write() as tx:
            settings, row = settings_and(tx)
            return tx.answer(
                answer_of(service.cancel(tx, settings, row["id"], request.host_url), settings), 201
            )


@ns.route("/move")
class MovedByLink(Resource):
    @ns.response(201, "En su nueva hora", shared)
    @errors(404, 409, 410)
    @by_link(rules.MANAGE)
    @body(ns, OnlineMove)
    def post(self, wish):
        with get_db().session() as db:
            settings, row = settings_and(db)
            settings, needs = reads.with_rules_of(db, settings, row["treatment"]["treatment_id"])
        rules.must_be_open(settings)
        rules.must_be_bookable(settings, wish.start_time, datetime.now(UTC), clinic_today(), clinic_zone())
        doctor = rules.chosen_doctor(neighbours.doctors(settings), needs, wish.doctor_id)

        def move(busy):
            with write() as tx:
                moved = service.move(tx, settings, row["id"], doctor, wish.start_time, request.host_url, busy)
                return tx.answer(answer_of(moved, settings), 201)

        with equal_time():
            return though_busy(move)
