"""Invoices: issued, annulled; and drafts that are discarded."""

from common.clock import clinic_today
from common.problems import Forbidden, Invalid
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events, reads
from facturacion.billing.queries import invoices as queries
from facturacion.billing.queries import series
from facturacion.billing.rules import discounts as discounting
from facturacion.billing.rules import invoices as rules
from facturacion.billing.rules.aesthetics import undiagnosed
from facturacion.billing.rules.credit_notes import must_be_in_time_to_annul
from facturacion.billing.service import annulments
from facturacion.billing.service.series import open_series
from facturacion.commissions import service as commissions
from facturacion.einvoice import service as einvoices
from facturacion.packages import service as packages


def issue(tx, id, series_id=None, version=None, payments=()):
    """Number a draft and freeze it. The series is locked until the end, so that its numbers leave no gap.

    `payments` are received with it: its electronic document says so.
    """
    invoice = found(queries.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_draft(invoice)
    must_be_current(invoice, version)
    serie = open_series(tx, series_id)
    today = clinic_today()
    lines, rates = queries.lines(tx, id), series.rates_on(tx, today)
    told = reads.discounts_of(tx, invoice)
    wrong = reads.to_mend(invoice, lines, told, rates)
    if wrong:
        raise Invalid(f"Corrija el borrador antes de emitirlo. {wrong[0]['message']}", errors=wrong)
    discounting.must_be_approved(reads.approval_of(tx, invoice, lines, told))
    # The rates are those of the day of issue; a draft may be older.
    priced = rules.price_lines(lines, rates)
    wrong = undiagnosed(priced, reads.undiagnosed(tx, id, priced))
    if wrong:
        raise Invalid(f"Corrija el borrador antes de emitirlo. {wrong[0]['message']}", errors=wrong)
    totals = rules.totals_of(priced)
    rules.must_be_issuable(invoice, totals)
    if any(line["iva_rate"] != new["iva_rate"] for line, new in zip(lines, priced, strict=True)):
        queries.replace_lines(tx, id, priced)
    queries.issue(tx, id, serie["id"], serie["next_sequential"], today, me(), totals)
    if any(line["kind"] == "PACKAGE" for line in priced):
        sell_packages(tx, invoice)
    commissions.of_invoice(tx, id)
    events.issued(tx, queries.get(tx, id))
    einvoices.prepare(
        tx,
        serie["id"],
        payments,
        invoice_id=id,
        document_code="01",
        sequential=serie["next_sequential"],
        issue_date=today,
        rated_on=today,
        buyer=invoice["buyer"],
        lines=priced,
        totals=totals | {"taxes": rules.taxes_of(priced)},
        credit=None,
    )
    return reads.detail(tx, id)


def sell_packages(tx, invoice):
    if invoice["patient_id"] is None:
        raise Invalid.field("patient_id", "Un paquete se vende a un paciente: elija de quién es la factura.")
    packages.sell(
        tx, invoice, queries.lines(tx, invoice["id"]), invoice["patient_name"] or invoice["buyer"]["name"]
    )


def move(tx, id, change, version):
    """Issue, annul or discard. To what it already is, an invoice moves without effect."""
    if change.status == "ANNULLED" and not me().may("invoices:annul"):
        raise Forbidden("Su rol no puede anular facturas. Pídalo a un administrador.")
    invoice = found(queries.lock(tx, id), reads.NOT_FOUND)
    must_be_current(invoice, version)
    if invoice["status"] == change.status:
        return reads.detail(tx, id)
    if change.status == "ISSUED":
        return issue(tx, id)
    if change.status == "ANNULLED":
        rules.must_be_annullable(invoice)
        if not einvoices.was_refused(tx, id):
            must_be_in_time_to_annul(invoice["issue_date"], clinic_today())
        if einvoices.must_be_annulled_in_portal(tx, id):
            annulments.ask(tx, invoice, change.reason)
            return reads.detail(tx, id)
    else:
        rules.must_be_draft(invoice)
    queries.close(tx, id, change.status, change.reason, me().id, me().name)
    if change.status == "ANNULLED":
        commissions.follow_invoice(tx, id)
    closed = queries.get(tx, id)
    (events.annulled if change.status == "ANNULLED" else events.discarded)(tx, closed)
    return reads.detail(tx, id)
