"""A professional's calendar by a private address: made, revoked, and read by Google, Outlook and Apple."""

from flask import current_app, make_response, request
from flask_restx import Namespace

from citas.feeds import queries, service
from citas.feeds.schemas import Feed, FeedOfDoctor, NewFeed, TokenQuery
from citas.schedules import neighbours
from common.store.db import get_db
from common.web.auth import public, requires
from common.web.http import write
from common.web.limits import hit
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query

ns = Namespace("feeds", path="/feeds", description="Calendarios por una dirección privada")
doctors = Namespace("doctor-feeds", path="/doctors", description="El calendario compartido de un profesional")
CALENDAR = "text/calendar; charset=utf-8"


@ns.route("/calendar.ics")
class Calendar(Resource):
    @ns.response(200, "Sus citas, sin nada clínico, para un calendario (iCalendar)")
    @errors(404)
    @produces("text/calendar")
    @public
    @query(ns, TokenQuery)
    def get(self, wanted):
        settings = current_app.config["SETTINGS"]
        # As whoever shows a link: a token that is guessed costs as much.
        hit(settings.rate_limit_links, "links", request.remote_addr or "")
        with get_db().transaction() as tx:
            calendar = service.read(tx, wanted.token, settings)
        response = make_response(calendar)
        response.content_type = CALENDAR
        response.headers["Cache-Control"] = "private, max-age=300"
        response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
        return response


@doctors.route("/<int:id>/feed")
class DoctorFeed(Resource):
    @doctors.response(200, "Si su calendario se comparte, y cuándo se leyó", document(doctors, FeedOfDoctor))
    @errors(404)
    @requires("appointments:read")
    def get(self, id):
        service.must_be_theirs(id)
        with get_db().session() as db:
            return {"feed": queries.of_doctor(db, id)}

    @doctors.response(201, "Una dirección nueva; la anterior ya no sirve", document(doctors, Feed))
    @errors(404)
    @requires("appointments:read")
    @body(doctors, NewFeed)
    def post(self, new, id):
        service.must_be_theirs(id)
        doctor = neighbours.doctor(id)
        base = current_app.config["SETTINGS"].public_url or request.host_url
        with write() as tx:
            feed, token = service.create(tx, doctor, new.names)
            # Whoever has the address reads the calendar: it is not stored.
            url = f"{base.rstrip('/')}/api/citas/feeds/calendar.ics?token={token}"
            return tx.answer(feed, 201, secrets={"url": url})

    @doctors.response(200, "Dirección revocada: nadie lee más", document(doctors, FeedOfDoctor))
    @errors(404)
    @requires("appointments:read")
    def delete(self, id):
        service.must_be_theirs(id)
        doctor = neighbours.doctor(id)
        with write() as tx:
            return tx.answer(service.revoke(tx, doctor))
