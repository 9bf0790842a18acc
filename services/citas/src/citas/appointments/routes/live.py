"""Whether anything changed in the agenda: what every open page asks every second and a half.

A process reads the database for it four times a second at most, however many pages ask, and of it only what came since it
read last; each page costs a few comparisons, however much changed in the last half hour.
"""

import time

from flask import current_app, make_response, request
from flask_restx import Namespace

from citas.appointments.queries import live as queries
from citas.appointments.rules import live as rules
from citas.appointments.schemas.live import AgendaChanges
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import requires
from common.web.http import reply
from common.web.resource import Resource
from common.web.schema import document

ns = Namespace("live", path="/changes", description="Qué cambió en la agenda desde la última vez")
KEPT_SECONDS = 0.25


@ns.route("")
class LiveChanges(Resource):
    @ns.doc(
        params={
            "If-None-Match": {
                "in": "header",
                "type": "string",
                "description": "El ETag de la última respuesta",
            }
        }
    )
    @ns.response(
        200,
        "Lo que cambió desde esa versión; sin versión, lo de los últimos segundos",
        document(ns, AgendaChanges),
    )
    @ns.response(304, "Nada cambió")
    @requires("appointments:read")
    def get(self):
        current, rows = latest()
        header = request.headers.get("If-None-Match", "")
        before = rules.known(header)
        unseen = (
            rules.news(current, rows, before) if before else None if header else rules.recent(current, rows)
        )
        if before and unseen == []:
            return make_response("", 304)
        if unseen is None or any(not row["finite"] for row in unseen):
            answer = {"whole": True, "spans": []}
        else:
            answer = {"whole": False, "spans": [only(row, "start_time", "end_time") for row in unseen]}
        response = reply(answer)
        response.set_etag(current.version)
        response.headers["Cache-Control"] = "no-store"
        return response


def latest():
    """(snapshot, changes of the last half hour), read at most four times a second in this process."""
    kept = current_app.extensions.get("agenda_changes")
    if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
        now = time.monotonic()
        with get_db().session() as db:
            kept = current_app.extensions["agenda_changes"] = (now, *read(db, *(kept or (0, None, []))[1:]))
    return kept[1:]


def read(db, before, known):
    """(snapshot, changes) of now; where the server is still that of `before`, only what is not in `known` is read."""
    if before is not None:
        rows = queries.since(db, before.xmin)
        current = rules.of_row(rows[0])
        if current.boot == before.boot:
            return current, rules.joined(known, changes_in(rows), before, current)
    rows = queries.latest(db)
    return rules.of_row(rows[0]), changes_in(rows)


def changes_in(rows):
    names = ("at", "finite", "start_time", "end_time")
    return [only(row, *names) | {"txid": int(row["txid"])} for row in rows if row["txid"] is not None]
