"""Freed hours: who could come, offers to the first of them, an hour given at once, and what was recovered."""

from flask import current_app, request
from flask_restx import Namespace

from citas.appointments.reads.taken import alternatives
from citas.moments import bounds
from citas.waitlist import neighbours, reads, rules
from citas.waitlist.queries import entries, gaps
from citas.waitlist.queries import offers as queries
from citas.waitlist.schemas.entries import Entry
from citas.waitlist.schemas.gaps import (
    Automatic,
    Candidates,
    Gap,
    Gaps,
    GapsQuery,
    Given,
    History,
    NewOffers,
    Offer,
    OfferLink,
    Offers,
    PeriodQuery,
    Recovered,
    RecoveredVisits,
    Round,
)
from citas.waitlist.service import entries as waiting
from citas.waitlist.service import offers as service
from citas.waitlist.service import rounds
from common.clock import clinic_today
from common.messages.links import make_link
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("waitlist-gaps", path="/waitlist", description="Horas liberadas y a quién se ofrecen")


@ns.route("/gaps")
class AllGaps(Resource):
    @ns.response(200, "Horas liberadas por venir: libres, ofrecidas o ya tomadas", document(ns, Gaps))
    @requires("appointments:read")
    @query(ns, GapsQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": reads.gaps(db, wanted.appointment_id)}


@ns.route("/gaps/<int:id>/candidates")
class GapCandidates(Resource):
    @ns.response(200, "Quién podría venir a esa hora, y por qué no los demás", document(ns, Candidates))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            return reads.candidates(db, found(gaps.get(db, id), service.NO_GAP))


@ns.route("/gaps/<int:id>/offers")
class GapOffers(Resource):
    @ns.response(
        201, "Ofrecida: a cada uno por su enlace, y por correo a quien lo tiene", document(ns, Offers)
    )
    @errors(404, 409, 503)
    @requires("appointments:write")
    @body(ns, NewOffers)
    def post(self, wish, id):
        with get_db().session() as db:
            choice = service.choose(db, id, wish)
        known = service.prepare(choice[2])
        mails = current_app.config["SETTINGS"].mails
        with write() as tx:
            return tx.answer(service.offer(tx, choice, known, mails, request.host_url), 201)


@ns.route("/gaps/<int:id>/rounds")
class GapRounds(Resource):
    @ns.response(200, "La ronda siguiente de una hora que se ofrece sola, si ya toca", document(ns, Round))
    @errors(404, 409, 503)
    @requires("appointments:write")
    def post(self, id):
        with get_db().session() as db:
            seen = rounds.look(db, id)
        seen, known = rounds.prepare(seen)
        mails = current_app.config["SETTINGS"].mails
        with write() as tx:
            return tx.answer({"offered": rounds.offer(tx, id, seen, known, mails)})


@ns.route("/gaps/<int:id>/automatic")
class GapAutomatic(Resource):
    @ns.response(200, "La hora, que se ofrece sola o ya no", document(ns, Gap))
    @errors(404, 409)
    @requires("appointments:write")
    @body(ns, Automatic)
    def put(self, wish, id):
        with write() as tx:
            return tx.answer(rounds.set_automatic(tx, id, wish.automatic))


@ns.route("/gaps/<int:id>/bookings")
class GapBooking(Resource):
    @ns.response(201, "La cita dada a quien espera, por el camino de todas", document(ns, Entry))
    @errors(404, 409, 503)
    @requires("appointments:write")
    @body(ns, Given)
    def post(self, wish, id):
        with get_db().session() as db:
            choice = service.choose_one(db, id, wish.entry_id)
        lines = neighbours.lines(choice[2])
        with alternatives(), write() as tx:
            service.give(tx, choice, lines)
            return tx.answer(entries.get(tx, wish.entry_id, clinic_today()), 201)


@ns.route("/offers/<int:id>/links")
class OfferLinks(Resource):
    @ns.response(201, "Un enlace con el que se acepta sin entrar", document(ns, OfferLink))
    @errors(404, 410, 503)
    @requires("appointments:write")
    def post(self, id):
        with get_db().session() as db:
            seconds = service.seconds_left(db, id)
        made = make_link(rules.ACCEPT, id, seconds)
        with write() as tx:
            # Whoever has the link accepts: it is not stored.
            return tx.answer({"expires_at": made.expires_at}, 201, secrets={"url": made.url})


@ns.route("/offers/<int:id>/withdraw")
class WithdrawnOffer(Resource):
    @ns.response(200, "Oferta retirada: su enlace lo dice", document(ns, Offer))
    @errors(404, 410)
    @requires("appointments:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id))


@ns.route("/<int:id>/history")
class EntryHistory(Resource):
    @ns.response(200, "Qué horas se le ofrecieron y cuáles no, y por qué", document(ns, History))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        with get_db().session() as db:
            found(entries.get(db, id, clinic_today()), waiting.NOT_FOUND)
            return {"data": queries.history(db, id)}


@ns.route("/recovered")
class RecoveredHours(Resource):
    @ns.response(200, "Horas liberadas que la lista llenó", document(ns, Recovered))
    @requires("appointments:read")
    @query(ns, PeriodQuery)
    def get(self, wanted):
        rules.must_be_a_period(wanted.first, wanted.last)
        start, end = bounds(wanted.first, wanted.last)
        with get_db().session() as db:
            return queries.recovered(db, start, end)


@ns.route("/recovered/visits")
class RecoveredVisitsReport(Resource):
    @ns.response(200, "Esas citas, una por una, frente a lo que se facturó", document(ns, RecoveredVisits))
    @errors(503)
    @requires("appointments:read")
    @query(ns, PeriodQuery)
    def get(self, wanted):
        rules.must_be_a_period(wanted.first, wanted.last)
        start, end = bounds(wanted.first, wanted.last)
        with get_db().session() as db:
            visits = queries.recovered_visits(db, start, end, rules.MOST_VISITS)
        rules.must_be_held_against_at_once(visits)
        known = (
            neighbours.invoiced(row["appointment_id"] for row in visits)
            if me().may("invoices:read")
            else None
        )
        return rules.reconciled(visits, known)
