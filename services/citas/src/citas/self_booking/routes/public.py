"""The published page: anybody reads what is offered and holds an hour; whoever confirms a mail is booked, or asks for it.

No answer depends on whether somebody is a patient. Each act counts against the limit of links of its address; an hour costs a
proof of work.
"""

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from time import monotonic, sleep

from flask import current_app, g, request
from flask_restx import Namespace

from citas import calendars
from citas.schedules.neighbours import clinic_of_caller
from citas.self_booking import neighbours, reads
from citas.self_booking.queries import bookings as queries
from citas.self_booking.queries import settings as stored
from citas.self_booking.rules import bookings as rules
from citas.self_booking.rules import proof
from citas.self_booking.schemas.public import (
    Challenge,
    CodeSent,
    FreeTimes,
    OnlineAnswer,
    OnlineChoice,
    OnlineCode,
    OnlineHold,
    OnlinePage,
    OnlinePerson,
    Ticketed,
    TimesQuery,
)
from citas.self_booking.service import bookings as service
from common.clock import clinic_today, clinic_zone
from common.problems import Conflict
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import public
from common.web.http import download, reply, write
from common.web.limits import hit
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query

ns = Namespace("online", path="/online", description="La página pública de reservas")
GONE = "Esa hora ya no está libre. Elija otra."
# More than booking a known patient takes, and less than anybody minds.
EQUAL_SECONDS = 0.4


def online(view):
    """Open the view to anybody, whoever else is logged in in that browser, as often as an address may show links."""

    @wraps(view)
    def wrapper(*args, **kwargs):
        hit(current_app.config["SETTINGS"].rate_limit_links, "online", request.remote_addr or "")
        g.identity = None
        g.event_actor = {"id": None, "name": "Reserva en línea", "role": None, "ip": request.remote_addr}
        return view(*args, **kwargs)

    return public(wrapper)


def opened():
    """(settings, secret) of a published page. Raises NotFound for one that is not."""
    with get_db().session() as db:
        settings, secret = stored.get(db), stored.secret(db)
    rules.must_be_open(settings)
    return settings, secret


def row_of(secret, ticket, states=rules.HOLDING + rules.STANDING):
    with get_db().session() as db:
        row = queries.of_challenge(db, proof.id_of(secret, ticket))
    rules.must_hold(row, *states)
    return row


def minutes_of(settings, treatment_id):
    rules.must_offer(settings, treatment_id)
    line = neighbours.line(treatment_id)
    return line, reads.minutes_of(line[0])


@ns.route("")
class Page(Resource):
    @ns.response(200, "Lo que se puede reservar", document(ns, OnlinePage))
    @errors(404)
    @online
    def get(self):
        settings, _ = opened()
        return reads.page(settings, neighbours.offered(settings), neighbours.doctors(settings))


@ns.route("/times")
class Times(Resource):
    @ns.response(200, "Horas libres, la primera antes", document(ns, FreeTimes))
    @errors(404)
    @online
    @query(ns, TimesQuery)
    def get(self, wanted):
        settings, _ = opened()
        _, minutes = minutes_of(settings, wanted.treatment_id)
        doctors = neighbours.doctors(settings)
        if wanted.doctor_id:
            doctors = only(doctors, *([wanted.doctor_id] if wanted.doctor_id in doctors else []))
        with get_db().session() as db:
            return {
                "data": reads.free_times(
                    db, settings, wanted.treatment_id, minutes, doctors, wanted.first, wanted.last
                )
            }


@ns.route("/challenges")
class Challenges(Resource):
    @ns.response(201, "Lo que hay que resolver antes de elegir una hora", document(ns, Challenge))
    @errors(404)
    @online
    def post(self):
        _, secret = opened()
        with get_db().session() as db:
            unfinished = queries.unfinished(db)
        made = proof.challenge(secret, datetime.now(UTC), unfinished)
        return reply({"challenge": made, "bits": proof.bits_for(unfinished)}, 201)


@ns.route("/holds")
class OnlineHolds(Resource):
    @ns.response(201, "Hora guardada unos minutos", document(ns, OnlineHold))
    @errors(404, 409, 410)
    @online
    @body(ns, OnlineChoice)
    def post(self, choice):
        settings, secret = opened()
        now = datetime.now(UTC)
        challenge = proof.solved(secret, choice.challenge, choice.nonce, now)
        with get_db().session() as db:
            row = queries.of_challenge(db, challenge)
            settings, needs = reads.with_rules_of(db, settings, choice.treatment_id)
        rules.must_be_bookable(settings, choice.start_time, now, clinic_today(), clinic_zone())
        line, minutes = minutes_of(settings, choice.treatment_id)
        doctors = neighbours.doctors(settings)
        doctor = rules.chosen_doctor(doctors, needs, choice.doctor_id)
        if row is None:
            with free_or_told(), write() as tx:
                row = service.start(tx, settings, challenge, line[0], doctor, choice.start_time, minutes)
                return tx.answer(held(tx, secret, row), 201)
        # Sent twice: it is held already.
        with get_db().session() as db:
            return reply(held(db, secret, row), 201)


@ns.route("/people")
class People(Resource):
    @ns.response(201, "Código enviado por correo", document(ns, CodeSent))
    @errors(404, 409, 410)
    @online
    @body(ns, OnlinePerson)
    def post(self, person):
        settings, secret = opened()
        row = row_of(secret, person.ticket)
        # Nobody's mailbox is filled from here.
        hit("6/hour", "online-mail", person.email)
        with free_or_told(), write() as tx:
            row = service.describe(
                tx, settings, row["id"], only(vars(person), *queries.PERSON), request.host_url
            )
            return tx.answer(
                {"email": row["email"], "expires_at": queries.held_until(tx, service.holder_of(row))}, 201
            )


@ns.route("/confirmations")
class Confirmations(Resource):
    @ns.response(
        201, "Reservada, o pedida: lo mismo se conozca o no el documento", document(ns, OnlineAnswer)
    )
    @errors(404, 409, 410)
    @online
    @body(ns, OnlineCode)
    def post(self, wish):
        settings, secret = opened()
        row = row_of(secret, wish.ticket)
        with get_db().transaction() as tx:
            right = service.check_code(tx, secret, row["id"], wish.code)
        service.must_be_right(right)
        with equal_time():
            patient = neighbours.patient_with(row["document_type"], row["document_number"])
            lines = neighbours.line(row["treatment"]["treatment_id"])

            def finish(busy):
                with write() as tx:
                    done = service.finish(tx, settings, row["id"], patient, lines, request.host_url, busy)
                    return tx.answer(answer_of(done, settings), 201)

            return though_busy(finish)


@ns.route("/calendars")
class OnlineCalendars(Resource):
    @ns.response(200, "La hora para el calendario de quien la reservó (iCalendar), como en su carta")
    @errors(404, 410, 503)
    @produces(calendars.MEDIA_TYPE)
    @online
    @body(ns, Ticketed)
    def post(self, wish):
        settings, secret = opened()
        return in_calendar(row_of(secret, wish.ticket, rules.STANDING), settings)


@ns.route("/returns")
class Returns(Resource):
    @ns.response(204, "Hora devuelta")
    @errors(404, 410)
    @online
    @body(ns, Ticketed)
    def post(self, wish):
        _, secret = opened()
        row = row_of(secret, wish.ticket)
        with write() as tx:
            service.let_go(tx, row["id"])
            return tx.answer(None, 204)


@contextmanager
def equal_time():
    """Answer no sooner than EQUAL_SECONDS: a known patient is booked, a stranger only noted, and the time that it takes must not
    tell which. Only who owns a mailbox, or a link, makes a process wait."""
    started = monotonic()
    try:
        yield
    finally:
        sleep(max(EQUAL_SECONDS - (monotonic() - started), 0))


def though_busy(act):
    """What `act(busy)` answers. Where the patient is elsewhere at that hour somebody of the clinic sees to it (`busy`), and the
    visitor learns nothing."""
    try:
        return act(False)
    except Conflict as refusal:
        if getattr(refusal, "obstacle", None) != "PATIENT":
            raise_as_told(refusal)
    with free_or_told():
        return act(True)


class free_or_told:
    """A refusal of an hour, whatever stands in its way, reads the same: what is in the agenda is nobody's business here."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, Conflict):
            raise_as_told(error)


def raise_as_told(refusal):
    raise (Conflict(GONE, obstacle="TAKEN") if getattr(refusal, "obstacle", None) else refusal) from None


def held(db, secret, row):
    return {
        "ticket": proof.ticket(secret, row["challenge"]),
        "doctor": {"id": row["doctor_id"], "name": row["doctor_name"]},
        "expires_at": queries.held_until(db, service.holder_of(row)),
        **only(row, "start_time", "end_time"),
    }


def in_calendar(row, settings):
    """The hour as a file for a calendar, to whom it was said to be theirs, while it is to come."""
    rules.must_be_theirs(answer_of(row, settings)["state"])
    with get_db().session() as db:
        event = queries.event_of(db, row["id"])
    clinic = clinic_of_caller()
    calendar = calendars.publication(event, clinic, current_app.config["SETTINGS"])
    return download(calendar, calendars.DOWNLOAD, calendars.FILE)


def answer_of(row, settings):
    """What its visitor reads of it: what they sent, and never what the clinic knows of them."""
    state = row["state"]
    if state in rules.STANDING:
        state = "REQUESTED" if state == "REQUESTED" and row["doubt"] == "MODE" else "BOOKED"
    if row["status"] in ("CANCELLED", "NO_SHOW"):
        state = "CANCELLED"
    start = row["booked_start"] or row["start_time"]
    if (
        row["status"] in ("IN_PROGRESS", "COMPLETED")
        or start <= datetime.now(UTC)
        and state in ("BOOKED", "REQUESTED")
    ):
        state = "OVER"
    return {
        "state": state,
        "name": row["first_name"].split()[0],
        "treatment": row["treatment"]["name"],
        "treatment_id": row["treatment"]["treatment_id"],
        "doctor": row["booked_doctor"] or row["doctor_name"],
        "doctor_id": row["doctor_id"],
        "start_time": start,
        "end_time": row["booked_end"] or row["end_time"],
        "changeable": rules.is_changeable(
            only(row, "state", "status") | {"start_time": start}, settings, datetime.now(UTC)
        ),
        **only(settings, "phone", "note"),
        "timezone": clinic_zone().key,
    }
