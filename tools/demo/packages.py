"""Packages of sessions: what is for sale, what was sold in the three months, and which visits used it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from facturacion.billing.rules import invoices as rules
from tools.demo.billing import RATES, Invoice, payment
from tools.demo.bulk import insert, take_ids


@dataclass(frozen=True)
class Package:
    """So many sessions of one treatment for one price, in so many days."""

    name: str
    treatment: str
    sessions: int
    price: Decimal
    days: int


@dataclass(frozen=True)
class Sale:
    """A package that a patient bought, and the visits that used its sessions."""

    package: Package
    patient: int
    at: datetime
    visits: tuple[int, ...]

    @property
    def expires_on(self):
        return self.at.date() + timedelta(days=self.package.days)


BRACES = Package("Control de ortodoncia, 6 sesiones", "ORT-02", 6, Decimal("204.00"), 365)
CLEANING = Package("Limpieza dental, 2 sesiones", "PRO-01", 2, Decimal("59.50"), 60)
WHITENING = Package("Blanqueamiento, 3 sesiones", "EST-01", 3, Decimal("450.00"), 180)
PACKAGES = (BRACES, CLEANING, WHITENING)
BUYERS_OF_BRACES = 4
# They pay at the desk before they sit down.
BEFORE = timedelta(minutes=6)
HELD = """id, package_id, invoice_id, invoice_line_id, place, name, patient_id, patient_name, sold_on, expires_on, amount,
          sessions"""
ITEM = "id, patient_package_id, treatment_id, treatment_name, sessions, amount"
USE = """patient_package_id, item_id, kind, session, day, patient_id, patient_name, doctor_id, doctor_name,
         appointment_id, completion, recorded_at, recorded_by_id, recorded_by_name"""


def sales(visits, today: date):
    """Four patients with braces, one who let the second cleaning of two expire, and one who had both."""
    found = []
    for patient, theirs in _visits_of(visits, BRACES, 2)[:BUYERS_OF_BRACES]:
        found.append(_sale(BRACES, patient, theirs))
    cleanings = _visits_of(visits, CLEANING, 1)
    expired = (
        (patient, theirs)
        for patient, theirs in cleanings
        if len(_in_time(CLEANING, theirs)) == 1 and theirs[0].start.date() < today - timedelta(CLEANING.days)
    )
    both = ((patient, theirs) for patient, theirs in cleanings if len(_in_time(CLEANING, theirs)) == 2)
    for one in (next(expired, None), next(both, None)):
        if one:
            found.append(_sale(CLEANING, *one))
    return found


def _visits_of(visits, package, least):
    """(patient, their visits) who came only for that treatment, at least so often; who came most is first."""
    of = {}
    for visit in visits:
        if visit.status == "COMPLETED" and any(code == package.treatment for code, _ in visit.treatments):
            of.setdefault(visit.patient, []).append(visit)
    plain = [
        (patient, theirs)
        for patient, theirs in of.items()
        if len(theirs) >= least and all(len(v.treatments) == 1 and not v.extras for v in theirs)
    ]
    return sorted(plain, key=lambda one: (-len(one[1]), one[0]))


def _in_time(package, theirs):
    last = theirs[0].start.date() + timedelta(days=package.days)
    return [visit for visit in theirs if visit.start.date() <= last]


def _sale(package, patient, theirs):
    used = _in_time(package, theirs)[: package.sessions]
    return Sale(package, patient, theirs[0].start - BEFORE, tuple(visit.key for visit in used))


def invoice(random, sale):
    """What the sale was charged, paid at once."""
    line = {
        "kind": "PACKAGE",
        "code": sale.package.name,
        "description": sale.package.name,
        "quantity": Decimal(1),
    }
    line |= {"unit_price": sale.package.price, "discount": Decimal(0), "iva_code": "0"}
    lines = rules.price_lines([line], RATES)
    totals = rules.totals_of(lines)
    charged = Invoice(None, sale.at, lines, totals, issued_at=sale.at + timedelta(minutes=1), sale=sale)
    charged.payments = [payment(random, totals["total"], charged.issued_at + timedelta(minutes=1))]
    return charged


def write(past):
    """What was sold, each with its line of its invoice, and the sessions that were given of it."""
    cursor, pairs = past.cursor, zip(past.plan.invoices, past.invoice_ids, strict=True)
    sold = [(invoice.sale, id) for invoice, id in pairs if invoice.sale]
    ids = take_ids(cursor, "facturacion.patient_packages", len(sold))
    items = take_ids(cursor, "facturacion.patient_package_items", len(sold))
    cursor.execute(
        "SELECT invoice_id, id FROM facturacion.invoice_lines WHERE invoice_id = ANY(%s)",
        ([id for _, id in sold],),
    )
    lines = dict(cursor.fetchall())
    insert(
        cursor,
        "facturacion.patient_packages",
        HELD,
        [
            _held(past, sale, id, invoice, lines[invoice])
            for (sale, invoice), id in zip(sold, ids, strict=True)
        ],
    )
    known, names = past.known.treatments, past.treatment_names
    rows = [
        (item, id, known[code], names[code], sale.package.sessions, sale.package.price)
        for (sale, _), id, item in zip(sold, ids, items, strict=True)
        for code in [sale.package.treatment]
    ]
    insert(cursor, "facturacion.patient_package_items", ITEM, rows)
    uses = [
        _use(past, sale, id, item, session, past.visits[key])
        for (sale, _), id, item in zip(sold, ids, items, strict=True)
        for session, key in enumerate(sale.visits, 1)
    ]
    insert(cursor, "facturacion.package_redemptions", USE, uses)


def _held(past, sale, id, invoice, line):
    patient, package = past.patients[sale.patient], sale.package
    return (
        id, past.known.packages[package.name], invoice, line, 1, package.name, past.known.patients[sale.patient],
        patient.full_name, sale.at.date(), sale.expires_on, package.price, package.sessions,
    )  # fmt: skip


def _use(past, sale, id, item, session, visit):
    doctor = past.known.users[visit.doctor]
    return (
        id, item, "REDEEMED", session, visit.end.date(), past.known.patients[sale.patient],
        past.patients[sale.patient].full_name, doctor[0], doctor[1], past.appointment_ids[visit.key], 1, visit.end,
        str(doctor[0]), doctor[1],
    )  # fmt: skip


def sell_today(suite, plan, known):
    """Somebody buys a whitening today, by card; nobody twice."""
    ((sold,),) = suite.rows(
        "SELECT count(*) FROM facturacion.patient_packages WHERE name = %(name)s", name=WHITENING.name
    )
    if sold:
        return
    cashier, patient = known.users["cashier"], plan.patients[7]
    line = {
        "kind": "PACKAGE",
        "reference_id": known.packages[WHITENING.name],
        "description": WHITENING.name,
        "quantity": "1",
        "unit_price": str(WHITENING.price),
        "iva_code": "0",
    }
    body = patient.body
    buyer = {"id_type": rules.ID_TYPES[body["document_type"]], "document": body["document_number"]}
    new = {
        "patient_id": known.patients[patient.key],
        "lines": [line],
        "buyer": buyer | {"name": patient.full_name},
    }
    draft = suite.post("facturacion/invoices", new, cashier)
    sold = suite.post(f"facturacion/invoices/{draft['id']}/issue", {}, cashier)
    paid = {"method": "CARD_CREDIT", "amount": sold["total"], "reference": "Voucher 41887206"}
    suite.post(f"facturacion/invoices/{sold['id']}/payments", paid, cashier)
