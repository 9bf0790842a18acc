"""Vital signs: read, record, withdraw; and what is plausible at the patient's age."""

from datetime import UTC, datetime

from flask_restx import Namespace

from common.clock import clinic_today, clinic_zone
from common.store.db import get_db
from common.web.auth import me, requires
from common.web.http import found, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.fields import Withdrawal
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import viewed
from historia_clinica.vital_signs import growth, queries, rules, service
from historia_clinica.vital_signs.schemas import (
    GrowthCharts,
    GrowthQuery,
    NewVitalSigns,
    PlausibleRanges,
    VitalSigns,
    VitalSignsFilter,
    VitalSignsPage,
)

ns = Namespace("vital-signs", path="/", description="Signos vitales y medidas")
signs = document(ns, VitalSigns)


@ns.route("/patients/<int:id>/vital-signs")
class PatientVitalSigns(Resource):
    @ns.response(200, "Medidas, las últimas primero; leerlas queda registrado", document(ns, VitalSignsPage))
    @errors(404)
    @requires("records:read")
    @query(ns, VitalSignsFilter)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "los signos vitales")
            page = queries.ALL.page(
                db, wanted, patient_id=id, note_id=wanted.note_id, zone=str(clinic_zone())
            )
        return page | {"data": [rules.described(row) for row in page["data"]]}

    @ns.response(201, "Medidas registradas; lo inusual viene señalado", signs)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, NewVitalSigns)
    def post(self, new, id):
        with write() as tx:
            return tx.answer(service.record(tx, id, new, me(), datetime.now(UTC)), 201)


@ns.route("/patients/<int:id>/vital-signs/plausible")
class Plausible(Resource):
    @ns.response(
        200, "Entre qué es plausible cada medida a la edad del paciente", document(ns, PlausibleRanges)
    )
    @errors(404)
    @requires("records:read")
    def get(self, id):
        with get_db().session() as db:
            born = found(queries.birth_date(db, id), NO_SUCH_PATIENT)["birth_date"]
        ranges = rules.plausible(rules.months_between(born, clinic_today()))
        return {"data": [{"measure": name, "low": low, "high": high} for name, (low, high) in ranges.items()]}


@ns.route("/patients/<int:id>/growth")
class PatientGrowth(Resource):
    @ns.response(
        200, "Las curvas de la OMS con lo que se midió; leerlo queda registrado", document(ns, GrowthCharts)
    )
    @errors(404)
    @requires("records:read")
    @query(ns, GrowthQuery)
    def get(self, wanted, id):
        with get_db().session() as db:
            viewed(db, found(patients.name(db, id), NO_SUCH_PATIENT), "las curvas de crecimiento")
            born = queries.birth_date(db, id)
            rows = queries.measured(db, id, str(clinic_zone()))
        if born["birth_date"] is None or born["gender"] not in growth.SEXES:
            return {"data": None}
        return {"data": growth.chart(rows, born["birth_date"], born["gender"], wanted.measure)}


@ns.route("/vital-signs/<int:id>/withdraw")
class Withdrawn(Resource):
    @ns.response(200, "Medidas retiradas; queda quién y por qué", signs)
    @errors(404, 409)
    @requires("records:write")
    @body(ns, Withdrawal)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.withdraw(tx, id, wish.reason, me()))
