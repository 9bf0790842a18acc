"""What was used at the chair, by visit, patient and lot; cycles of the autoclave and their packs."""

from flask_restx import Namespace

from common import pdf
from common.clock import clinic_today
from common.store.db import get_db
from common.store.search import words
from common.web.auth import me, requires
from common.web.http import found, if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, produces, query
from inventario.chairside import events, neighbours, service, sheet
from inventario.chairside.queries import lots, sterilisation, uses
from inventario.chairside.schemas import (
    Autoclaves,
    Cycle,
    CycleChanges,
    CycleFilter,
    CyclePage,
    LotVisitFilter,
    LotVisitPage,
    MaterialUse,
    MaterialUseFilter,
    MaterialUsePage,
    NewCycle,
    NewMaterialUse,
    NewPackUse,
    Pack,
    PackFilter,
    PackPage,
    PackUse,
    PackUseFilter,
    PackUsePage,
    UsableLotFilter,
    UsableLotPage,
    VisitMaterials,
    VisitQuery,
    Withdrawal,
)

chair = Namespace(
    "chairside", path="/", description="Lotes y paquetes estériles usados, por pieza y paciente"
)
sterile = Namespace("sterilisation", path="/", description="Ciclos de esterilización y sus paquetes")
cycle = document(sterile, Cycle)


def seen(db, page):
    """Whose materials a list shows is recorded, once for each of them."""
    for id, name in {row["patient"]["id"]: row["patient"]["name"] for row in page["data"]}.items():
        events.viewed(db, id, name, "los materiales usados")
    return page


@chair.route("/material-uses")
class MaterialUses(Resource):
    @chair.response(
        200, "Lotes usados, los últimos primero; leerlos queda registrado", document(chair, MaterialUsePage)
    )
    @requires("materials:read")
    @query(chair, MaterialUseFilter)
    def get(self, wanted):
        asked = {"appointment_id": wanted.appointment_id, "patient_id": wanted.patient_id}
        with get_db().session() as db:
            return seen(db, uses.USES.page(db, wanted, **asked, lot_id=wanted.lot_id))

    @chair.response(201, "Anotado", document(chair, MaterialUse))
    @errors(409, 503)
    @requires("materials:write")
    @body(chair, NewMaterialUse)
    def post(self, new):
        visit = neighbours.visit(new.appointment_id)
        with write() as tx:
            return tx.answer(service.note(tx, new, visit, me()), 201)


@chair.route("/material-uses/<int:id>/withdraw")
class WithdrawnMaterialUse(Resource):
    @chair.response(200, "Retirado; queda quién y por qué", document(chair, MaterialUse))
    @errors(404, 409)
    @requires("materials:write")
    @body(chair, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, wish.reason, me()))


@chair.route("/pack-uses")
class PackUses(Resource):
    @chair.response(
        200, "Paquetes abiertos, los últimos primero; leerlos queda registrado", document(chair, PackUsePage)
    )
    @requires("materials:read")
    @query(chair, PackUseFilter)
    def get(self, wanted):
        asked = {"appointment_id": wanted.appointment_id, "patient_id": wanted.patient_id}
        with get_db().session() as db:
            return seen(db, uses.PACK_USES.page(db, wanted, **asked, cycle_id=wanted.cycle_id))

    @chair.response(201, "Anotado", document(chair, PackUse))
    @errors(409, 503)
    @requires("materials:write")
    @body(chair, NewPackUse)
    def post(self, new):
        visit = neighbours.visit(new.appointment_id)
        with write() as tx:
            return tx.answer(service.open_pack(tx, new, visit, me()), 201)


@chair.route("/pack-uses/<int:id>/withdraw")
class WithdrawnPackUse(Resource):
    @chair.response(200, "Retirado; queda quién y por qué", document(chair, PackUse))
    @errors(404, 409)
    @requires("materials:write")
    @body(chair, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw_pack(tx, id, wish.reason, me()))


@chair.route("/visit-materials")
class MaterialsOfVisit(Resource):
    @chair.response(
        200, "Qué salió del inventario por una cita, y cuánto está anotado", document(chair, VisitMaterials)
    )
    @requires("materials:read")
    @query(chair, VisitQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {
                "completed": lots.completed(db, wanted.appointment_id),
                "consumed": lots.consumed(db, wanted.appointment_id),
            }


@chair.route("/lots")
class UsableLots(Resource):
    @chair.response(
        200, "Lotes que hoy se pueden usar, primero lo que vence antes", document(chair, UsableLotPage)
    )
    @requires("products:read")
    @query(chair, UsableLotFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return lots.USABLE_LOTS.page(db, wanted, today=clinic_today(), **words(wanted.search))


@chair.route("/lots/<int:id>/patients")
class PatientsOfLot(Resource):
    @chair.response(
        200, "En qué pacientes y piezas se usó; leerlo queda registrado", document(chair, LotVisitPage)
    )
    @errors(404)
    @requires("materials:read")
    @query(chair, LotVisitFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            events.lot_viewed(db, found(lots.lot(db, id), f"No existe el lote {id}."))
            return lots.LOT_VISITS.page(db, wanted, lot_id=id)


@sterile.route("/sterilisation-cycles")
class Cycles(Resource):
    @sterile.response(200, "Ciclos, el último primero", document(sterile, CyclePage))
    @requires("sterilisation:read")
    @query(sterile, CycleFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return sterilisation.CYCLES.page(
                db, wanted, autoclave=wanted.autoclave, failed=wanted.failed, pending=wanted.pending
            )

    @sterile.response(201, "Ciclo registrado, con sus paquetes", cycle)
    @errors(409)
    @requires("sterilisation:write")
    @body(sterile, NewCycle)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.record_cycle(tx, new, me()), 201)


@sterile.route("/sterilisation-cycles/autoclaves")
class KnownAutoclaves(Resource):
    @sterile.response(200, "Los autoclaves de los que hay ciclos", document(sterile, Autoclaves))
    @requires("sterilisation:read")
    def get(self):
        with get_db().session() as db:
            return {"data": sterilisation.autoclaves(db)}


@sterile.route("/sterilisation-cycles/<int:id>")
class OneCycle(Resource):
    @sterile.response(200, "El ciclo", cycle)
    @errors(404)
    @requires("sterilisation:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(found(sterilisation.cycle(db, id), service.NO_SUCH_CYCLE))

    @sterile.response(200, "Indicador biológico u observación anotados", cycle)
    @errors(404, 412, 428)
    @requires("sterilisation:write")
    @body(sterile, CycleChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.read_cycle(tx, id, version, changes, me()))


@sterile.route("/sterilisation-cycles/<int:id>/labels.pdf")
class Labels(Resource):
    @sterile.response(200, "Las etiquetas de sus paquetes, en PDF")
    @produces("application/pdf")
    @errors(404, 503)
    @requires("sterilisation:read")
    def get(self, id):
        with get_db().session() as db:
            told = found(sterilisation.cycle(db, id), service.NO_SUCH_CYCLE)
            packs = sterilisation.packs_of(db, id, clinic_today())
        return pdf.pdf_reply(sheet.draw(told, packs, pdf.letterhead()), f"etiquetas-ciclo-{id}")


@sterile.route("/sterile-packs")
class Packs(Resource):
    @sterile.response(200, "Paquetes, como están hoy", document(sterile, PackPage))
    @requires("sterilisation:read")
    @query(sterile, PackFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return sterilisation.PACKS.page(
                db,
                wanted,
                cycle_id=wanted.cycle_id,
                ready=wanted.ready,
                today=clinic_today(),
                **words(wanted.search),
            )


@sterile.route("/sterile-packs/<int:id>/discard")
class DiscardedPack(Resource):
    @sterile.response(200, "Descartado", document(sterile, Pack))
    @errors(404, 409)
    @requires("sterilisation:write")
    @body(sterile, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.discard(tx, id, wish.reason, me()))
