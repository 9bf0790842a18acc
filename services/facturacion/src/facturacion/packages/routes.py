"""Packages: the catalogue, what was sold, each session of it, and what is owed."""

from flask_restx import Namespace

from common.clock import clinic_today
from common.store.db import get_db
from common.web.auth import requires
from common.web.http import if_match, reply, write
from common.web.resource import Resource
from common.web.schema import body, document, errors, query
from facturacion.neighbours import patient_of
from facturacion.packages import neighbours, reads, schemas, service
from facturacion.packages.queries import packages, sold

ns = Namespace("packages", path="/packages", description="Paquetes que se venden")
held = Namespace("patient-packages", path="/patient-packages", description="Paquetes vendidos y sus sesiones")
given = Namespace("package-redemptions", path="/package-redemptions", description="Sesiones usadas")
package = document(ns, schemas.PackageInfo)
detail = document(held, schemas.HeldDetail)


@ns.route("")
class Packages(Resource):
    @ns.response(200, "El catálogo", document(ns, schemas.PackageCatalogue))
    @requires("packages:read")
    @query(ns, schemas.CatalogueQuery)
    def get(self, wanted):
        with get_db().session() as db:
            return {"data": packages.catalogue(db, wanted.active)}

    @ns.response(201, "Paquete creado", package)
    @errors(409)
    @requires("packages:write")
    @body(ns, schemas.NewPackage)
    def post(self, new):
        items = neighbours.priced(new.items)
        with write() as tx:
            return tx.answer(service.create(tx, new, items), 201)


@ns.route("/<int:id>")
class OnePackage(Resource):
    @ns.response(200, "Paquete cambiado; lo vendido queda como se vendió", package)
    @errors(404, 409, 412, 428)
    @requires("packages:write")
    @body(ns, schemas.PackageChanges)
    def patch(self, changes, id):
        version = if_match()
        items = neighbours.priced(changes.items) if changes.items else None
        with write() as tx:
            return tx.answer(service.change(tx, id, version, changes, items))


@ns.route("/liability")
class PackageLiability(Resource):
    @ns.response(200, "Lo cobrado que todavía se debe en sesiones", document(ns, schemas.Liability))
    @requires("reports:read")
    def get(self):
        with get_db().session() as db:
            return reads.liability(db)


@held.route("")
class PatientPackages(Resource):
    @held.response(200, "Paquetes vendidos", document(held, schemas.HeldPage))
    @requires("packages:read")
    @query(held, schemas.HeldFilter)
    def get(self, wanted):
        with get_db().session() as db:
            return sold.page(db, wanted, clinic_today())


@held.route("/<int:id>")
class PatientPackage(Resource):
    @held.response(200, "El paquete y sus sesiones", detail)
    @errors(404)
    @requires("packages:read")
    def get(self, id):
        with get_db().session() as db:
            return reply(reads.detail(db, id))


@held.route("/<int:id>/sharers")
class Sharers(Resource):
    @held.response(201, "Ese paciente también lo usa", detail)
    @errors(404, 409)
    @requires("packages:write")
    @body(held, schemas.NewSharer)
    def post(self, new, id):
        patient = patient_of(new.patient_id)
        with write() as tx:
            return tx.answer(service.share(tx, id, patient), 201)


@held.route("/<int:id>/sharers/<int:patient_id>")
class OneSharer(Resource):
    @held.response(200, "Ese paciente ya no lo usa (repetirlo no tiene efecto)", detail)
    @errors(404)
    @requires("packages:write")
    def delete(self, id, patient_id):
        with write() as tx:
            return tx.answer(service.unshare(tx, id, patient_id))


@held.route("/<int:id>/extensions")
class Extensions(Resource):
    @held.response(201, "Vence después", detail)
    @errors(404, 409, 412)
    @requires("packages:write")
    @body(held, schemas.NewExtension)
    def post(self, new, id):
        version = if_match(needed=False)
        with write() as tx:
            return tx.answer(service.extend(tx, id, version, new), 201)


@held.route("/<int:id>/redemptions")
class Redemptions(Resource):
    @held.response(201, "Sesión usada", detail)
    @errors(404, 409)
    @requires("packages:redeem")
    @body(held, schemas.NewRedemption)
    def post(self, new, id):
        patient = patient_of(new.patient_id)
        with write() as tx:
            return tx.answer(service.redeem_by_hand(tx, id, new.item_id, patient), 201)


@held.route("/<int:id>/expiry")
class Expiry(Resource):
    @held.response(201, "Lo vencido, reconocido como ingreso de hoy", detail)
    @errors(404, 409)
    @requires("packages:write")
    def post(self, id):
        with write() as tx:
            return tx.answer(service.recognise(tx, id), 201)


@given.route("/<int:id>/undo")
class Undo(Resource):
    @given.response(200, "El paquete, con esa sesión de nuevo", detail)
    @errors(404, 409)
    @requires("packages:redeem")
    @body(given, schemas.UndoWish)
    def post(self, wish, id):
        with write() as tx:
            return tx.answer(service.undo(tx, id, wish.reason))
