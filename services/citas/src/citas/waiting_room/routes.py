"""The board of today's waiting room, its settings, and the screen on the wall."""

from datetime import UTC, datetime

from flask_restx import Namespace

from citas.moments import bounds
from citas.waiting_room import events, queries, rules, service
from citas.waiting_room.schemas import (
    Board,
    BoardQuery,
    NewWaitingRoomSettings,
    WaitingRoomSettings,
    Wall,
    WallLink,
    Withdrawn,
)
from common.clock import clinic_today
from common.messages.links import make_link
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.links import by_link
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace(
    "waiting-room", path="/waiting-room", description="Quién espera, quién está en atención y quién terminó"
)
shared = Namespace(
    "shared-waiting-room", path="/shared/waiting-room", description="La pantalla de la sala, por su enlace"
)
settings = document(ns, WaitingRoomSettings)


@ns.route("")
class WaitingRoom(Resource):
    @ns.response(200, "La sala de hoy, y cuánto se espera", document(ns, Board))
    @requires("appointments:read")
    @query(ns, BoardQuery)
    def get(self, wanted):
        start, end = bounds(clinic_today())
        with get_db().session() as db:
            return {
                "now": datetime.now(UTC),
                "settings": queries.settings(db),
                "waits": queries.waits(db, start, end, wanted.doctor_id),
                "data": [
                    only(visit, "id", "arrived_at", "started_at")
                    for visit in queries.visits(db, start, end, wanted.doctor_id)
                ],
            }


@ns.route("/settings")
class RoomSettings(Resource):
    @ns.response(200, "Cómo se muestra la sala", settings)
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return reply(queries.settings(db))

    @ns.response(200, "Reemplazado", settings)
    @errors(412, 428)
    @requires("schedules:write")
    @body(ns, NewWaitingRoomSettings)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(service.replace_settings(tx, version, new))


@ns.route("/screens")
class Screens(Resource):
    @ns.response(201, "Un enlace que muestra la pantalla sin entrar", document(ns, WallLink))
    @errors(503)
    @requires("schedules:write")
    def post(self):
        made = make_link(rules.SHOW, service.ROOM, rules.LINK_SECONDS)
        with write() as tx:
            events.shared(tx)
            # Whoever has the link reads the screen: it is not stored.
            return tx.answer({"expires_at": made.expires_at}, 201, secrets={"url": made.url})

    @ns.response(200, "Ningún enlace dado hasta ahora muestra la pantalla", document(ns, Withdrawn))
    @requires("schedules:write")
    def delete(self):
        with write() as tx:
            return tx.answer(service.withdraw_links(tx))


@shared.route("")
class Screen(Resource):
    @shared.response(200, "A quién se llama y quién espera, con nombres cortos", document(shared, Wall))
    @by_link(rules.SHOW)
    def get(self):
        start, end = bounds(clinic_today())
        with get_db().session() as db:
            return rules.wall(queries.visits(db, start, end), queries.settings(db), datetime.now(UTC))
