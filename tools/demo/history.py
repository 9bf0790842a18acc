"""The three months behind, in one transaction of the database's owner: the API dates what it is told today.

The guards of the database stay on, but for one of the ledger: each invoice takes the next number of its series,
payments are summed by their trigger, totals are compared with their lines when the transaction ends.
"""

from psycopg2.extras import Json

from tools.demo import charged, commissions, journal, notebook, purchases, results
from tools.demo.bulk import insert, take_ids, update
from tools.demo.catalogue import PRODUCTS, TREATMENTS
from tools.demo.people import DOCTORS
from tools.demo.visits import ROOMS
from tools.messages import step

APPOINTMENT = """id, patient_id, patient_name, patient_document_type, patient_document_number, patient_phone,
                 patient_email, patient_address, doctor_id, doctor_name, room_id, during, reason, created_at"""
# Booked four days before.
APPOINTMENT_ROW = "(%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,tstzrange(%s,%s),%s,%s::timestamptz - interval '4 days')"
TREATMENT = (
    "appointment_id, position, treatment_id, code, name, quantity, unit_price, duration_minutes, iva_code"
)
EXTRA = "appointment_id, position, product_id, code, name, quantity, unit_price, iva_code"
MOVEMENT = """product_id, lot_id, kind, quantity, unit_cost, balance_after, reason, cause, appointment_id, completion,
              receipt_id, actor, occurred_on, occurred_at"""


def load(suite, plan, known):
    """All of it, or nothing."""
    connection = suite.connection
    connection.autocommit = False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '15s'")
            past = Past(cursor, plan, known)
            with step(f"Citas de los tres últimos meses ({len(plan.history)})"):
                past.write_appointments()
            with step(f"Facturas y pagos ({len(plan.invoices)} facturas)"):
                charged.write(past)
            with step(f"Notas clínicas firmadas ({len(plan.notes)})"):
                notebook.write(past)
            with step("Registro de actividad"):
                journal.tell(past)
                past.backdate_patients()
            # Last, for its lock keeps the others from the ledger until the end.
            with step(f"Compras y consumos de bodega ({len(plan.stock.movements)} movimientos)"):
                past.write_stock()
                results.write(past)
                results.lose(past)
                commissions.write(past)
                journal.mark(cursor, journal.PAST, plan)
                connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.autocommit = True


class Past:
    """The plan's history on its way into the tables, with the ids it gets there."""

    def __init__(self, cursor, plan, known):
        self.cursor, self.plan, self.known = cursor, plan, known
        self.patients = {patient.key: patient for patient in plan.patients}
        self.visits = {visit.key: visit for visit in plan.history}
        self.treatment_names = {treatment.code: treatment.name for treatment in TREATMENTS}
        self.appointment_ids, self.invoice_ids, self.numbers = {}, [], {}

    def seller(self, invoice):
        """Who charges: the desk in the morning, the cashier in the afternoon."""
        return "reception" if invoice.issued_at.hour < 12 else "cashier"

    def patient_of(self, invoice):
        """The key of who was attended, or bought."""
        return invoice.sale.patient if invoice.sale else self.visits[invoice.visit].patient

    def write_appointments(self):
        """Booked with what is to be done, and then brought to their end: what is final takes no more lines."""
        visits = self.plan.history
        ids = take_ids(self.cursor, "citas.appointments", len(visits))
        self.appointment_ids = {visit.key: id for visit, id in zip(visits, ids, strict=True)}
        treatments = {treatment.code: treatment for treatment in TREATMENTS}
        products = {product.sku: product for product in PRODUCTS}
        done, extras = [], []
        for visit in visits:
            for position, (code, quantity) in enumerate(visit.treatments, 1):
                it = treatments[code]
                done.append((self.appointment_ids[visit.key], position, self.known.treatments[code], code, it.name,
                             quantity, it.price, it.minutes, "0"))  # fmt: skip
            for position, (sku, quantity) in enumerate(visit.extras, 1):
                it = products[sku]
                extras.append((self.appointment_ids[visit.key], position, self.known.products[sku], sku, it.name,
                               quantity, it.price, it.iva_code))  # fmt: skip
        insert(
            self.cursor, "citas.appointments", APPOINTMENT, map(self._appointment, visits), APPOINTMENT_ROW
        )
        insert(self.cursor, "citas.appointment_treatments", TREATMENT, done)
        insert(self.cursor, "citas.appointment_extras", EXTRA, extras)
        # Only what was completed keeps its hour of completion.
        ends = [
            (self.appointment_ids[visit.key], visit.status, visit.cancel_reason, visit.end)
            for visit in visits
        ]
        update(self.cursor, "citas.appointments", "id, status, cancel_reason, completed_at", ends)

    def _appointment(self, visit):
        patient, doctor = self.patients[visit.patient], self.known.users[visit.doctor]
        body = patient.body
        return (
            self.appointment_ids[visit.key], self.known.patients[visit.patient], patient.full_name,
            body["document_type"], body["document_number"], body["phone"], body.get("email"), body["address"],
            doctor[0], doctor[1], room_of(self.known, visit.doctor), visit.start, visit.end, visit.reason,
            visit.start,
        )  # fmt: skip

    def write_stock(self):
        """Lots as they are by now, and the ledger in the order of time.

        Its two triggers are off meanwhile: they would write the same rows of lots and products again and again in one
        transaction. What they would have kept is reckoned here, and the invariants are asked about it at the end.
        """
        lots, cursor = self.plan.stock.lots, self.cursor
        ids = take_ids(cursor, "inventario.lots", len(lots))
        self.lot_ids = {id(lot): number for lot, number in zip(lots, ids, strict=True)}
        self._triggers("DISABLE")
        cursor.execute("SELECT sku, stock_quantity FROM inventario.products FOR NO KEY UPDATE")
        self.balances = dict(cursor.fetchall())
        insert(
            cursor,
            "inventario.lots",
            "id, product_id, lot_number, expiry_date, unit_cost, received_at, created_at, quantity",
            [
                (number, self.known.products[lot.sku], lot.number, lot.expiry, lot.unit_cost, lot.received_at,
                 lot.received_at, lot.quantity)
                for lot, number in zip(lots, ids, strict=True)
            ],
        )  # fmt: skip
        self.receipts = purchases.write(self)
        insert(cursor, "inventario.stock_movements", MOVEMENT, map(self._movement, self.plan.stock.movements))
        last_costs = {self.known.products[lot.sku]: lot.unit_cost for lot in lots}
        update(cursor, "inventario.products", "id, last_cost", last_costs.items())
        self._triggers("ENABLE")
        costs = self.plan.stock.costs
        used = [(self.appointment_ids[key], self.visits[key].end, cost) for key, cost in costs.items()]
        consumptions = [(*row, 1) for row in used]
        insert(
            cursor, "inventario.consumptions", "appointment_id, consumed_at, cost, completion", consumptions
        )
        insert(cursor, "facturacion.appointment_costs", "appointment_id, consumed_at, cost", used)

    def _triggers(self, verb):
        for name in ("stock_movements_apply", "stock_movements_settle"):
            self.cursor.execute(f"ALTER TABLE inventario.stock_movements {verb} TRIGGER {name}")

    def _movement(self, movement):
        who = self.visits[movement.visit].doctor if movement.visit else "storekeeper"
        actor_id, name, _ = self.known.users[who]
        lot = movement.lot
        self.balances[lot.sku] += movement.quantity
        return (
            self.known.products[lot.sku], self.lot_ids[id(lot)], movement.kind, movement.quantity, lot.unit_cost,
            self.balances[lot.sku], movement.reason, movement.cause, self.appointment_ids.get(movement.visit),
            1 if movement.kind == "CONSUMPTION" else None, self.receipts[id(lot)] if movement.kind == "PURCHASE" else None,
            Json({"id": str(actor_id), "name": name}), movement.at.date(), movement.at,
        )  # fmt: skip

    def backdate_patients(self):
        """They were registered a little before they first came."""
        first = {}
        for visit in self.plan.history:
            first.setdefault(visit.patient, visit.start)
        update(
            self.cursor,
            "historia_clinica.patients",
            "id, created_at",
            [(self.known.patients[key], start) for key, start in first.items()],
        )


def room_of(known, doctor):
    """Each dentist works at a chair of their own."""
    names = {user.key: name for user, name in zip(DOCTORS, ROOMS, strict=True)}
    return known.rooms[names[doctor]]
