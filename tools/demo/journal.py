"""The log: marks of what was loaded, and some of the history. It is never edited, so it is where one looks."""

import json
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from psycopg2.extras import Json

from common.money import money
from tools.demo.bulk import insert

PAST, DONE = "demo.history_loaded", "demo.loaded"
SENTENCES = {PAST: "Cargó la historia de los datos de ejemplo", DONE: "Cargó los datos de ejemplo"}
TOLD_DAYS = 30  # of the history
COLUMNS = """occurred_at, event_id, service, level, type, message, aggregate, user_id, user_name, user_role,
             patient_id, data"""


def find(suite):
    """{mark: (seed, the moment for which the plan was made)} of what was loaded."""
    found = suite.rows(
        "SELECT type, data FROM logs.system_logs WHERE type = ANY(%(types)s)", types=[PAST, DONE]
    )
    return {type: (data["seed"], datetime.fromisoformat(data["planned_at"])) for type, data in found}


def mark(cursor, type, plan):
    """Write a mark, in the transaction of what it marks."""
    data = {"seed": plan.seed, "planned_at": plan.now.isoformat()}
    cursor.execute(
        """
        INSERT INTO logs.system_logs (occurred_at, event_id, service, level, type, message, aggregate, data)
             VALUES (now(), %s, 'logs', 'INFO', %s, %s, 'demo:1', %s)
        """,
        (str(uuid5(NAMESPACE_URL, f"{type}:{plan.seed}")), type, SENTENCES[type], json.dumps(data)),
    )


def tell(past):
    """One line for each visit attended, invoice issued and payment received in the last month of the history."""
    since = past.plan.now - timedelta(days=TOLD_DAYS)
    lines = []
    for visit in past.plan.history:
        if visit.status == "COMPLETED" and visit.end > since:
            lines.append(_attended(past, visit))
    for invoice, id in zip(past.plan.invoices, past.invoice_ids, strict=True):
        if invoice.issued_at and invoice.issued_at > since:
            lines.append(_issued(past, invoice, id))
        lines += [_paid(past, invoice, id, payment) for payment in invoice.payments if payment.at > since]
    rows = [_row(past, number, *line) for number, line in enumerate(sorted(lines, key=lambda line: line[0]))]
    insert(past.cursor, "logs.system_logs", COLUMNS, rows)


def _attended(past, visit):
    doctor = past.known.users[visit.doctor]
    id = past.appointment_ids[visit.key]
    return (
        visit.end, "citas", "appointment.completed", f"appointment:{id}", visit.doctor, visit.patient,
        f"Terminó la atención de la cita de {past.patients[visit.patient].full_name} con {doctor[1]} "
        f"del {visit.start:%d/%m/%Y %H:%M}", {"appointment_id": id},
    )  # fmt: skip


def _issued(past, invoice, id):
    patient = past.patient_of(invoice)
    number, total = past.numbers[id], invoice.totals["total"]
    return (
        invoice.issued_at, "facturacion", "invoice.issued", f"invoice:{id}", past.seller(invoice), patient,
        f"Emitió la factura {number} a {past.patients[patient].full_name} por {money(total)}",
        {"invoice_id": id, "number": number, "total": str(total)},
    )  # fmt: skip


def _paid(past, invoice, id, payment):
    patient = past.patient_of(invoice)
    number = past.numbers[id]
    return (
        payment.at, "facturacion", "payment.received", f"invoice:{id}", past.seller(invoice), patient,
        f"Cobró {money(payment.amount)} de {past.patients[patient].full_name} por la factura {number}",
        {"invoice_id": id, "number": number, "method": payment.method, "amount": str(payment.amount)},
    )  # fmt: skip


def _row(past, number, at, service, type, aggregate, who, patient, message, data):
    id, name, role = past.known.users[who]
    event = str(uuid5(NAMESPACE_URL, f"{past.plan.seed}:{number}:{aggregate}:{at.isoformat()}"))
    patient_id = past.known.patients[patient]
    return at, event, service, "INFO", type, message, aggregate, str(id), name, role, patient_id, Json(data)
