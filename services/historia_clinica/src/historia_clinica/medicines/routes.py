"""The clinic's medicines."""

from flask_restx import Namespace

from common.store.db import get_db
from common.store.search import words
from common.web.auth import requires
from common.web.http import if_match, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from historia_clinica.medicines import queries, service
from historia_clinica.medicines.schemas import (
    Medicine,
    MedicineChanges,
    MedicineFilter,
    MedicinePage,
    NewMedicine,
)

ns = Namespace("medicines", path="/medicines", description="Medicamentos que receta la clínica")
medicine = document(ns, Medicine)


@ns.route("")
class Medicines(Resource):
    @ns.response(200, "Medicamentos de la clínica, por su DCI", document(ns, MedicinePage))
    @requires("records:read")
    @query(ns, MedicineFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return queries.MEDICINES.page(db, wanted, **words(wanted.search), active=wanted.active)

    @ns.response(201, "Medicamento agregado", medicine)
    @errors(409)
    @requires("records:sign")
    @body(ns, NewMedicine)
    def post(self, new):
        with write() as tx:
            return tx.answer(service.add(tx, new), 201)


@ns.route("/<int:id>")
class OneMedicine(Resource):
    @ns.response(200, "Medicamento cambiado", medicine)
    @errors(404, 409, 412, 428)
    @requires("records:sign")
    @body(ns, MedicineChanges)
    def patch(self, changes, id):
        version = if_match()
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes))
