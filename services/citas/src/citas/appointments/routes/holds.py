"""Hours held while somebody chooses."""

from flask_restx import Namespace

from citas.appointments import neighbours
from citas.appointments.queries import holds as queries
from citas.appointments.reads import taken
from citas.appointments.rules import slots
from citas.appointments.schemas.holds import Hold, Holds, HoldsQuery, NewHold
from citas.appointments.service import holds as service
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import me, requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

ns = Namespace("holds", path="/holds", description="Horas retenidas unos minutos por quien está eligiendo")


@ns.route("")
class AllHolds(Resource):
    @ns.response(200, "Lo que está retenido en ese rango", document(ns, Holds))
    @requires("appointments:read")
    @query(ns, HoldsQuery)
    def get(self, wanted):
        slots.must_be_a_short_range(wanted.from_time, wanted.to_time)
        with get_db().session() as db:
            return {"data": [seen(row) for row in queries.between(db, wanted.from_time, wanted.to_time)]}

    @ns.response(201, "Hora retenida; nadie más la reserva mientras tanto", document(ns, Hold))
    @errors(409)
    @requires("appointments:write")
    @body(ns, NewHold)
    def post(self, new):
        doctor = neighbours.doctor_of_field(new.doctor_id)
        place = only(vars(new), "room_id", "start_time", "end_time", "treatment_ids")
        with taken.alternatives(), write() as tx:
            return tx.answer(
                seen(service.hold(tx, doctor, **place, holder_id=me().id, holder_name=me().name)), 201
            )


@ns.route("/<int:id>")
class OneHold(Resource):
    @ns.response(204, "Hora liberada, ahora o antes")
    @errors(404)
    @requires("appointments:write")
    def delete(self, id):
        with write() as tx:
            service.release(tx, id)
            return tx.answer(None, 204)


def seen(row):
    """A hold as the caller sees it: theirs, or somebody else's."""
    return {name: value for name, value in row.items() if name != "holder_id"} | {
        "mine": row["holder_id"] == me().id
    }
