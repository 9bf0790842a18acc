"""HTTP in, HTTP out. What there is to read asks queries; writing is what events do."""

from flask_restx import Namespace

from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import found, reply
from common.web.resource import Resource
from common.web.schema import document, errors, query
from logs import queries, rules
from logs.schemas import Accesses, AccessQuery, Entry, EntryPage, LogFilter, Stats, StatsQuery

ns = Namespace(
    "logs", path="/logs", description="Registro de lo que ocurrió: quién, qué, cuándo, desde dónde"
)


@ns.route("")
class Logs(Resource):
    @ns.response(200, "Entradas, de la más nueva a la más antigua", document(ns, EntryPage))
    @requires("logs:read")
    @query(ns, LogFilter)
    def get(self, wanted):
        start, end = rules.bounds(wanted.since, wanted.until, clinic_zone())
        matching = wanted.model_dump(exclude={"limit", "after", "total", "since", "until", "search"})
        matching |= words(wanted.search) | {"start": start, "end": end}
        with get_db().session() as db:
            return queries.ENTRIES.page(db, wanted, **matching)


@ns.route("/<int:id>")
class Log(Resource):
    @ns.response(200, "Entrada", document(ns, Entry))
    @errors(404)
    @requires("logs:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(queries.get(db, id), f"No existe la entrada {id} del registro."))


@ns.route("/stats")
class LogStats(Resource):
    @ns.response(200, "Cuántas entradas hubo, por servicio, nivel, tipo y día", document(ns, Stats))
    @requires("logs:read")
    @query(ns, StatsQuery)
    def get(self, wanted):
        zone = clinic_zone()
        start, end = rules.stretch(wanted.since, wanted.until, zone, clinic_today())
        with get_db().session() as db:
            rows = queries.count_by_each(db, start, end, zone)
        return rules.statistics(rows, start, end, zone)


@ns.route("/accesses")
class LogAccesses(Resource):
    @ns.response(200, "Quién vio o cambió algo de un paciente, por día", document(ns, Accesses))
    @requires("logs:read")
    @query(ns, AccessQuery)
    def get(self, wanted):
        zone = clinic_zone()
        start, end = rules.stretch(wanted.since, wanted.until, zone, clinic_today())
        with get_db().session() as db:
            rows = queries.accesses(db, wanted.patient_id, start, end, zone, rules.MOST_ACCESSES + 1)
        return {"data": rows[: rules.MOST_ACCESSES], "complete": len(rows) <= rules.MOST_ACCESSES}
