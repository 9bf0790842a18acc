"""Equipment, and what treatments need of the agenda."""

from flask_restx import Namespace

from citas.schedules import neighbours
from citas.schedules.queries import treatment_rules
from citas.schedules.queries.equipment import EQUIPMENT
from citas.schedules.schemas.needs import (
    Equipment,
    EquipmentChanges,
    EquipmentFilter,
    EquipmentPage,
    NewEquipment,
    NewTreatmentRule,
    TreatmentRule,
    TreatmentRules,
)
from citas.schedules.service import needs as service
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query

equipment = Namespace("equipment", path="/equipment", description="Equipos que comparten las citas")
rules = Namespace(
    "treatment-rules", path="/treatment-rules", description="Qué necesita cada tratamiento de la agenda"
)
one_equipment = document(equipment, Equipment)
one_rule = document(rules, TreatmentRule)


@equipment.route("")
class AllEquipment(Resource):
    @equipment.response(200, "Equipos, por nombre", document(equipment, EquipmentPage))
    @requires("appointments:read")
    @query(equipment, EquipmentFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return EQUIPMENT.page(db, wanted, active=wanted.active)

    @equipment.response(201, "Equipo creado", one_equipment)
    @errors(409)
    @requires("schedules:write")
    @body(equipment, NewEquipment)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.create(tx, new), 201)


@equipment.route("/<int:id>")
class OneEquipment(Resource):
    @equipment.response(200, "Equipo modificado", one_equipment)
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    @body(equipment, EquipmentChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes.model_dump(exclude_unset=True)))


@rules.route("")
class AllTreatmentRules(Resource):
    @rules.response(200, "Las que alguien ingresó, por tratamiento", document(rules, TreatmentRules))
    @requires("appointments:read")
    def get(self):
        with get_db().session() as db:
            return {"data": treatment_rules.all(db)}


@rules.route("/<int:treatment_id>")
class OneTreatmentRule(Resource):
    @rules.response(200, "Lo que necesita; versión 0 si nadie lo ha ingresado", one_rule)
    @errors(404)
    @requires("appointments:read")
    def get(self, treatment_id):
        treatment = neighbours.treatment(treatment_id)
        with get_db().session() as db:
            return reply(service.rule_of(db, treatment))

    @rules.response(200, "Reglas reemplazadas", one_rule)
    @errors(404, 409, 412, 428)
    @requires("schedules:write")
    @body(rules, NewTreatmentRule)
    def put(self, new, treatment_id):
        version = if_match()
        treatment = neighbours.treatment(treatment_id)
        practitioners = neighbours.practitioners() if new.doctor_ids else {}
        with write() as tx:
            return tx.answer(service.replace(tx, treatment, version, new, practitioners))
