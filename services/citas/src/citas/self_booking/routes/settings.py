"""The rules of the published page, its address and its QR code."""

import segno
from flask import current_app, request
from flask_restx import Namespace

from citas.self_booking.queries import settings as queries
from citas.self_booking.schemas.settings import NewOnlineSettings, OnlineSettings
from citas.self_booking.service import settings as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors

ns = Namespace(
    "self-booking-settings", path="/self-booking-settings", description="Reglas de la reserva en línea"
)
settings = document(ns, OnlineSettings)
PAGE = "/reservar/"


def shown(row):
    config = current_app.config["SETTINGS"]
    url = f"{(config.public_url or request.host_url).rstrip('/')}{PAGE}"
    return row | {
        "url": url,
        "qr": segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=2),
        "mails": config.mails,
    }


@ns.route("")
class Settings(Resource):
    @ns.response(200, "Reglas de la reserva en línea", settings)
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return reply(shown(queries.get(db)))

    @ns.response(200, "Reglas reemplazadas", settings)
    @errors(409, 412, 428)
    @requires("self-bookings:write")
    @body(ns, NewOnlineSettings)
    def put(self, new):
        version = if_match()
        with write() as tx:
            return tx.answer(shown(service.replace(tx, version, new, current_app.config["SETTINGS"].mails)))
