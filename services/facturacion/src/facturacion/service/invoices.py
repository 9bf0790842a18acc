"""Invoices: drafted, corrected, issued, annulled."""

from common.messages import events
from common.messages.client import get_services, not_found_as
from common.problems import Conflict, Forbidden, Invalid
from common.web.auth import me
from facturacion import clock, rules
from facturacion.queries import invoices as queries
from facturacion.queries import payments, series

NOT_FOUND = "No existe esa factura."


def detail(db, id):
    """An invoice with everything that hangs from it."""
    invoice = rules.must_exist(queries.get(db, id), NOT_FOUND)
    parts = {
        "lines": queries.lines(db, id),
        "taxes": queries.taxes(db, id),
        "payments": payments.of_invoice(db, id),
    }
    return invoice | parts


def patient_of(id):
    """The patient as historia_clinica knows them. Asks over HTTP: call it before the transaction."""
    if id is None:
        return None
    answer = get_services().ask("historia_clinica", f"patients/{id}/summary")
    return not_found_as(Invalid.field("patient_id", "No existe ese paciente."), answer)


def draft(tx, new, patient):
    id = create(
        tx,
        [line.model_dump() for line in new.lines],
        buyer_columns(new.buyer.model_dump()),
        notes=new.notes,
        **patient_columns(patient),
    )
    return detail(tx, id)


def create(tx, lines, buyer, **columns):
    """The id of a new draft, or None where the appointment has an invoice already."""
    today = clock.today()
    lines = rules.price_lines(lines, series.rates_on(tx, today))
    nothing = dict.fromkeys(("appointment_id", "doctor_id", "doctor_name", "notes", "cost"))
    totals = rules.totals_of(lines)
    id = queries.insert(tx, dated_on=today, **nothing | columns | buyer | totals)
    if id is not None:
        queries.insert_lines(tx, id, lines)
        tell(tx, "drafted", queries.get(tx, id), "Preparó un borrador de factura para {name} por {total}")
    return id


def change(tx, id, version, changes, patient):
    """Correct a draft. What was not sent stays."""
    current = rules.must_exist(queries.lock(tx, id), NOT_FOUND)
    rules.must_be_draft(current)
    rules.must_be_current(current, version)
    # Not exclude_unset: it would also drop the defaults inside the buyer and the lines.
    sent = changes.model_dump(include=changes.model_fields_set)
    buyer = sent.get("buyer", current["buyer"])
    known = {name: current[name] for name in ("patient_id", "patient_document")}
    if "patient_id" in sent:
        known = patient_columns(patient)
    lines = rules.price_lines(sent.get("lines") or queries.lines(tx, id), series.rates_on(tx, clock.today()))
    queries.update_draft(
        tx,
        id,
        notes=sent.get("notes", current["notes"]),
        **known,
        **buyer_columns(buyer),
        **rules.totals_of(lines),
    )
    replace_lines(tx, id, lines)
    tell(tx, "updated", queries.get(tx, id), "Corrigió el borrador de factura de {name}, por {total}")
    return detail(tx, id)


def issue(tx, id, series_id=None, version=None):
    """Number a draft and freeze it. The series is locked until the end, so that its numbers leave no gap."""
    invoice = rules.must_exist(queries.lock(tx, id), NOT_FOUND)
    rules.must_be_draft(invoice)
    rules.must_be_current(invoice, version)
    serie = open_series(tx, series_id)
    today = clock.today()
    lines = queries.lines(tx, id)
    # The rates are those of the day of issue; a draft may be older.
    priced = rules.price_lines(lines, series.rates_on(tx, today))
    totals = rules.totals_of(priced)
    rules.must_be_issuable(invoice, totals)
    if any(line["iva_rate"] != new["iva_rate"] for line, new in zip(lines, priced, strict=True)):
        replace_lines(tx, id, priced)
    queries.issue(tx, id, serie["id"], serie["next_sequential"], today, me(), totals)
    tell(tx, "issued", queries.get(tx, id), "Emitió la factura {number} a {name} por {total}")
    return detail(tx, id)


def move(tx, id, change, version):
    """Issue, annul or discard. To what it already is, an invoice moves without effect."""
    if change.status == "ANNULLED" and not me().may("invoices:annul"):
        raise Forbidden("Su rol no puede anular facturas. Pídalo a un administrador.")
    invoice = rules.must_exist(queries.lock(tx, id), NOT_FOUND)
    rules.must_be_current(invoice, version)
    if invoice["status"] == change.status:
        return detail(tx, id)
    if change.status == "ISSUED":
        return issue(tx, id)
    if change.status == "ANNULLED":
        rules.must_be_annullable(invoice)
    else:
        rules.must_be_draft(invoice)
    queries.close(tx, id, change.status, change.reason, me())
    if change.status == "ANNULLED":
        sentence = f"Anuló la factura {{number}} de {{name}} por {{total}}: {change.reason}"
        tell(tx, "annulled", queries.get(tx, id), sentence, level="WARNING")
    else:
        tell(tx, "discarded", queries.get(tx, id), "Descartó el borrador de factura de {name}, por {total}")
    return detail(tx, id)


def open_series(tx, id):
    """The series to number from, locked."""
    wanted = id or series.first_active(tx)
    if wanted is None:
        raise Conflict("No hay ninguna serie de facturación activa.")
    serie = series.lock(tx, wanted)
    if serie is None:
        raise Invalid.field("series_id", "No existe esa serie.")
    if not serie["active"]:
        raise Conflict(f"La serie {serie['establishment']}-{serie['emission_point']} no está activa.")
    return serie


def replace_lines(tx, id, lines):
    queries.delete_lines(tx, id)
    queries.insert_lines(tx, id, lines)


def buyer_columns(buyer):
    return {f"buyer_{name}": value for name, value in buyer.items()}


def patient_columns(patient):
    """The document tells whether the invoice is made out to the patient, whose new details it then follows."""
    return {
        "patient_id": patient and patient["id"],
        "patient_document": patient and patient["document_number"],
    }


def tell(tx, what, invoice, sentence, **how):
    """Tell `invoice.<what>`. In the sentence stand the invoice's number, total and buyer."""
    events.publish(
        tx,
        f"invoice.{what}",
        f"invoice:{invoice['id']}",
        sentence.replace("{name}", invoice["buyer"]["name"])
        .replace("{number}", invoice["number"] or "")
        .replace("{total}", rules.money(invoice["total"])),
        patient_id=invoice["patient_id"],
        invoice_id=invoice["id"],
        number=invoice["number"],
        total=invoice["total"],
        **how,
    )
