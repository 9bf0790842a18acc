"""The invoices of the history: drafted with their lines, then numbered one after another, then paid."""

from datetime import timedelta

from psycopg2.extras import execute_batch

from facturacion.billing.rules.invoices import ID_TYPES
from tools.demo import packages
from tools.demo.billing import ANNULLED_BECAUSE, BANKS, DISCOUNTED_BECAUSE
from tools.demo.bulk import PAGE, insert, take_ids

INVOICE = """id, dated_on, appointment_id, patient_id, patient_name, patient_document, buyer_id_type, buyer_document, buyer_name,
             buyer_email, buyer_phone, buyer_address, doctor_id, doctor_name, subtotal, discount, iva, total, cost,
             created_at"""
LINE = """invoice_id, position, kind, reference_id, code, description, quantity, unit_price, discount, iva_code,
          iva_rate, subtotal, iva, total"""
ISSUE = """
    UPDATE facturacion.invoices
       SET status = 'ISSUED', series_id = %(series)s, sequential = %(sequential)s, issue_date = %(day)s,
           dated_on = %(day)s, issued_at = %(at)s, issued_by_id = %(by_id)s, issued_by_name = %(by_name)s
     WHERE id = %(id)s
"""
ANNUL = """
    UPDATE facturacion.invoices
       SET status = 'ANNULLED', annul_reason = %(reason)s, annulled_at = %(at)s, annulled_by_id = %(by_id)s,
           annulled_by_name = %(by_name)s
     WHERE id = %(id)s
"""
# A cheque is good so many days after it was received, and was taken to the bank on that day, but for the last ones.
CHEQUE_DAYS, IN_THE_DRAWER_DAYS = 15, 4
DEPOSIT = """
    UPDATE facturacion.cheques
       SET status = 'DEPOSITED', deposited_on = due_on, deposited_by_id = %(by_id)s, deposited_by_name = %(by_name)s
     WHERE status = 'HELD' AND due_on <= %(day)s
"""


def write(past):
    """Every invoice of the plan, in the order of the numbers.

    One trigger is off meanwhile: it would measure by today's date how long after its issue an invoice was annulled.
    """
    cursor, invoices = past.cursor, past.plan.invoices
    cursor.execute("ALTER TABLE facturacion.invoices DISABLE TRIGGER invoices_annulled_in_time")
    past.invoice_ids = take_ids(cursor, "facturacion.invoices", len(invoices))
    cursor.execute(
        "SELECT id, next_sequential FROM facturacion.series WHERE active ORDER BY id LIMIT 1 FOR UPDATE"
    )
    series, sequential = cursor.fetchone()
    pairs = list(zip(invoices, past.invoice_ids, strict=True))
    # An appointment has one invoice in force, so what replaces an annulled one is drafted after it.
    annulled = {invoice.visit for invoice in invoices if invoice.annulled_at}
    replacing = {id for invoice, id in pairs if invoice.visit in annulled and not invoice.annulled_at}
    draft(past, [pair for pair in pairs if pair[1] not in replacing])
    due = []
    for invoice, id in pairs:
        if id in replacing:
            issue(cursor, due)
            draft(past, [(invoice, id)])
        if invoice.issued_at:
            due.append(issuing(past, invoice, id, series, sequential))
            sequential += 1
        if invoice.annulled_at:
            issue(cursor, due)
            annul(past, invoice, id)
    issue(cursor, due)
    pay(past, pairs)
    packages.write(past)
    # No table is altered while something of it waits for the end of the transaction.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    cursor.execute("ALTER TABLE facturacion.invoices ENABLE TRIGGER invoices_annulled_in_time")
    cursor.execute("SELECT id, number FROM facturacion.invoices WHERE id = ANY(%s)", (past.invoice_ids,))
    past.numbers = dict(cursor.fetchall())


def draft(past, pairs):
    insert(past.cursor, "facturacion.invoices", INVOICE, [header(past, *pair) for pair in pairs])
    ids = {**past.known.products, **past.known.treatments, **past.known.packages}
    names = LINE.replace("\n", " ").replace(" ", "").split(",")[4:]
    rows = [
        (id, line["position"], line["kind"], ids[line["code"]], *(columns(line)[name] for name in names))
        for invoice, id in pairs
        for line in invoice.lines
    ]
    insert(past.cursor, "facturacion.invoice_lines", LINE, rows)
    discounts = [
        (id, line["position"], percent, line["discount"], DISCOUNTED_BECAUSE[percent])
        for invoice, id in pairs
        for line in invoice.lines
        if (percent := line.get("discount_percent"))
    ]
    insert(past.cursor, "facturacion.discounts", "invoice_id, position, percent, amount, reason", discounts)


def columns(line):
    """A package has no code of its own."""
    return line | {"code": None} if line["kind"] == "PACKAGE" else line


def header(past, invoice, id):
    """The row of a draft as the service makes it out when the visit is over, or when somebody writes it at the desk."""
    visit = past.visits.get(invoice.visit)
    key = past.patient_of(invoice)
    patient, doctor = past.patients[key], past.known.users[visit.doctor] if visit else (None, None)
    body, totals = patient.body, invoice.totals
    return (
        id, invoice.drafted_at.date(), visit and past.appointment_ids[visit.key], past.known.patients[key],
        patient.full_name, body["document_number"], ID_TYPES[body["document_type"]], body["document_number"],
        patient.full_name, body.get("email"), body["phone"], body["address"], doctor[0], doctor[1],
        totals["subtotal"], totals["discount"], totals["iva"], totals["total"],
        visit and past.plan.stock.costs[visit.key], invoice.drafted_at,
    )  # fmt: skip


def issuing(past, invoice, id, series, sequential):
    by_id, by_name, _ = past.known.users[past.seller(invoice)]
    moment = {"day": invoice.issued_at.date(), "at": invoice.issued_at}
    return {
        "id": id,
        "series": series,
        "sequential": sequential,
        "by_id": str(by_id),
        "by_name": by_name,
    } | moment


def issue(cursor, due):
    """One statement for each: the series lets only its next number pass."""
    execute_batch(cursor, ISSUE, due, page_size=PAGE)
    due.clear()


def annul(past, invoice, id):
    by_id, by_name, _ = past.known.users["cashier"]
    values = {"id": id, "reason": ANNULLED_BECAUSE, "at": invoice.annulled_at}
    past.cursor.execute(ANNUL, values | {"by_id": str(by_id), "by_name": by_name})


def pay(past, pairs):
    """In the order in which the money came."""
    received = [(payment.at, id, payment, invoice) for invoice, id in pairs for payment in invoice.payments]
    rows = []
    for at, id, payment, invoice in sorted(received, key=lambda row: row[:2]):
        by_id, by_name, _ = past.known.users[past.seller(invoice)]
        due_on = at.date() + timedelta(days=CHEQUE_DAYS) if payment.method == "CHECK" else None
        bank = BANKS[id % len(BANKS)] if payment.method == "CHECK" else None
        received = (payment.reference, bank, at.date(), at, due_on)
        rows.append((id, payment.method, payment.amount, *received, str(by_id), by_name))
    columns = "invoice_id, method, amount, reference, bank, received_on, received_at, due_on, received_by_id, received_by_name"
    insert(past.cursor, "facturacion.payments", columns, rows)
    by_id, by_name, _ = past.known.users["cashier"]
    values = {
        "day": past.plan.day - timedelta(days=IN_THE_DRAWER_DAYS),
        "by_id": str(by_id),
        "by_name": by_name,
    }
    past.cursor.execute(DEPOSIT, values)
