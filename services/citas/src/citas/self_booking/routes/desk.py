"""What was asked for online, decided by the clinic."""

from flask import request
from flask_restx import Namespace

from citas.appointments import neighbours as appointments
from citas.appointments.reads.taken import alternatives
from citas.self_booking import neighbours
from citas.self_booking.queries import bookings as queries
from citas.self_booking.schemas.desk import Approval, Rejection, SelfBooking, SelfBookings, SelfBookingsQuery
from citas.self_booking.service import changes as service
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import requires
from common.web.http import found, if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace(
    "self-bookings", path="/self-bookings", description="Reservas en línea por aprobar, y las decididas"
)
booking = document(ns, SelfBooking)
SHOWN = 200


@ns.route("")
class AllSelfBookings(Resource):
    @ns.response(
        200, "Las que esperan, la más antigua primero; o las últimas decididas", document(ns, SelfBookings)
    )
    @requires("appointments:read")
    @query(ns, SelfBookingsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            rows = queries.decided(db, SHOWN) if wanted.decided else queries.to_decide(db, SHOWN)
        return {"data": [seen(row) for row in rows]}


@ns.route("/<int:id>/approve")
class Approved(Resource):
    @ns.response(201, "Agendada, por el camino de todas", booking)
    @errors(404, 409, 412, 428)
    @requires("self-bookings:approve")
    @body(ns, Approval)
    def post(self, wish, id):
        version = if_match()
        with get_db().session() as db:
            row = found(queries.get(db, id), service.NOT_FOUND)
        patient = appointments.patient_of_field(wish.patient_id)
        lines = neighbours.line(row["treatment"]["treatment_id"])
        with alternatives(), write() as tx:
            return tx.answer(seen(service.approve(tx, id, version, patient, lines, request.host_url)), 201)


@ns.route("/<int:id>/reject")
class Rejected(Resource):
    @ns.response(201, "Rechazada: se le escribió por qué", booking)
    @errors(404, 409, 412, 428)
    @requires("self-bookings:approve")
    @body(ns, Rejection)
    def post(self, wish, id):
        version = if_match()
        with write() as tx:
            return tx.answer(seen(service.reject(tx, id, version, wish.reason, request.host_url)), 201)


def seen(row):
    members = (
        "id", "state", *queries.PERSON, "doubt", "reject_reason", "appointment_id", "version", "confirmed_at",
    )  # fmt: skip
    return {
        **only(row, *members),
        "treatment": row["treatment"]["name"],
        "doctor": {"id": row["doctor_id"], "name": row["booked_doctor"] or row["doctor_name"]},
        "start_time": row["booked_start"] or row["start_time"],
        "end_time": row["booked_end"] or row["end_time"],
        "held_until": row.get("held_until"),
        "decided_by": row["decided_by_name"],
    }
