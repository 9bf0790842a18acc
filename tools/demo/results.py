"""What the visits of the past left in the ledger of results: who attended how long, and which lots each line used."""

from facturacion.money import spread
from tools.demo.bulk import insert
from tools.demo.catalogue import PRODUCTS, TREATMENTS

VISIT = "day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, minutes, sessions"
MATERIAL = """appointment_id, completion, day, doctor_id, doctor_name, kind, reference_id, product_id, product_name,
              unit, lot_id, lot_number, expiry_date, quantity, unit_cost, cost"""


CHANGE = "id, kind, cause, day, product_id, product_name, unit, lot_number, quantity, unit_cost, cost, reason"


def lose(past):
    """As facturacion does when it hears what left the stock without a visit. Both read one database here."""
    past.cursor.execute(f"""
        INSERT INTO facturacion.stock_changes ({CHANGE})
             SELECT m.id, m.kind, m.cause, m.occurred_on, m.product_id, p.name, p.unit, l.lot_number, m.quantity,
                    m.unit_cost, -round(m.quantity * m.unit_cost, 2), m.reason
               FROM inventario.stock_movements m
               JOIN inventario.products p ON p.id = m.product_id
               JOIN inventario.lots l ON l.id = m.lot_id
              WHERE m.kind IN ('WRITE_OFF', 'ADJUSTMENT', 'RETURN')
        """)


def write(past):
    """As facturacion does when it hears that a visit was completed, and what it used."""
    attended = [past.visits[key] for key in past.plan.stock.costs]
    insert(past.cursor, "facturacion.result_entries", VISIT, _visits(past, attended))
    insert(past.cursor, "facturacion.appointment_materials", MATERIAL, _materials(past, attended))


def _visits(past, attended):
    treatments = {treatment.code: treatment for treatment in TREATMENTS}
    for visit in attended:
        doctor = past.known.users[visit.doctor]
        sessions = {}
        for code, quantity in visit.treatments:
            sessions[code] = sessions.get(code, 0) + quantity
        for code, quantity in sessions.items():
            it = treatments[code]
            yield (
                visit.end.date(), "VISIT", 1, "TREATMENT", past.known.treatments[code], it.name, doctor[0], doctor[1],
                past.appointment_ids[visit.key], quantity * it.minutes, quantity,
            )  # fmt: skip


def _materials(past, attended):
    products, known, stock = {product.sku: product for product in PRODUCTS}, past.known, past.plan.stock
    references = {"TREATMENT": known.treatments, "PRODUCT": known.products}
    for visit in attended:
        used, doctor = stock.used[visit.key], known.users[visit.doctor]
        shares = spread(stock.costs[visit.key], [quantity * lot.unit_cost for _, _, lot, quantity in used])
        for (kind, reference, lot, quantity), cost in zip(used, shares, strict=True):
            it = products[lot.sku]
            yield (
                past.appointment_ids[visit.key], 1, visit.end.date(), doctor[0], doctor[1], kind,
                references[kind][reference], known.products[lot.sku], it.name, it.unit, past.lot_ids[id(lot)],
                lot.number, lot.expiry, quantity, lot.unit_cost, cost,
            )  # fmt: skip
