"""A service as small as can be: what every service has, and a resource or two to see it at work."""

import os

from flask import g, request
from flask_restx import Namespace
from pydantic import BaseModel, Field

from common.fields import Id, Money
from common.messages import events
from common.messages.client import get_services
from common.run import app
from common.store.cache import get_cache
from common.store.db import get_db
from common.web import links
from common.web.auth import me, requires
from common.web.http import if_match, reply, write
from common.web.links import by_link, link
from common.web.paging import PageQuery, decode, page_of
from common.web.resource import Resource
from common.web.schema import Input, body, document, errors, query


class NewThing(Input):
    name: str = Field(min_length=2, max_length=40, examples=["Guantes"])
    price: Money | None = None
    owner_id: Id | None = None


class Thing(BaseModel):
    id: int
    name: str
    version: int


class ThingPage(BaseModel):
    data: list[Thing]
    next: str | None


def things(acts):
    """The resources of the small service; `acts` lets a test put in what happens at `/things/act`."""
    ns = Namespace("things", path="/things")

    @ns.route("")
    class Things(Resource):
        @ns.response(200, "Cosas", document(ns, ThingPage))
        @requires("things:read")
        @query(ns, PageQuery)
        def get(self, wanted):
            (after,) = decode(wanted.after, 1)
            with get_db().session() as db:
                rows = db.all(
                    "SELECT id FROM generate_series(1, 9) AS id WHERE %(a)s IS NULL OR id > %(a)s ORDER BY id",
                    a=after,
                )
            return page_of(rows[: wanted.limit + 1], wanted.limit, ("id",), 9 if wanted.total else None)

        @ns.response(201, "Cosa", document(ns, Thing))
        @requires("things:write")
        @body(ns, NewThing)
        def post(self, new):
            with write() as tx:
                events.publish(tx, "thing.made", f"thing:{new.name}", f"Creó {new.name}")
                tx.value(
                    "SELECT 1"
                )  # as every write asks something before it works: the key is taken with it
                made = {"id": acts["next"](), "name": new.name, "version": 1}
                return tx.answer(made, 201, secrets=acts.get("secrets"))

    @ns.route("/<int:id>")
    class OneThing(Resource):
        @ns.response(200, "Cosa", document(ns, Thing))
        @requires()
        def get(self, id):
            return reply({"id": id, "name": me().name, "version": 3})

        @ns.response(200, "Cosa", document(ns, Thing))
        @errors(404, 409, 412, 428)
        @requires("things:write")
        def patch(self, id):
            version = if_match(needed=id != 7)
            with write() as tx:
                return tx.answer({"id": id, "matched": version})

    @ns.route("/act")
    class Act(Resource):
        @requires()
        def get(self):
            return acts["act"]()

        @requires()
        def post(self):
            return acts["act"]()

    @ns.route("/cached")
    class Cached(Resource):
        @requires()
        def get(self):
            return get_cache().get("things", "all", acts["load"])

        @requires()
        def post(self):
            with write() as tx:
                tx.changed("things")
                return tx.answer(None, 204)

    @ns.route("/asked")
    class Asked(Resource):
        @requires()
        def get(self):
            return {"answer": get_services().ask("inventario", "products/1", kind="x")}

    @ns.route("/remembered")
    class Remembered(Resource):
        @requires()
        def get(self):
            return {"answer": get_services().ask("inventario", "products/1", noun="products")}

    @ns.route("/by-link")
    class ByLink(Resource):
        @by_link("thing:take")
        def get(self):
            return {"about": link().about, "identity": g.identity and g.identity.id}

        @by_link("thing:take")
        def post(self):
            with write() as tx:
                events.publish(tx, "thing.taken", f"thing:{link().about}", "Se llevó la cosa")
                links.use_up(tx, link())
                return tx.answer({"about": link().about})

    return ns


def create_app():
    """For a gunicorn of its own: /things/act says which process answers, with any status, or holds a connection for a while."""

    def act():
        with get_db().session() as db:
            db.value("SELECT pg_sleep(%(seconds)s)", seconds=request.args.get("hold", 0, float))
        return {"pid": os.getpid()}, request.args.get("status", 200, int)

    return app.create_app(
        "logs", things({"act": act}), title="Cosas", handle=lambda tx, told: None, revision="0001"
    )
