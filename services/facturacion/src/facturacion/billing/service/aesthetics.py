"""The diagnosis of what is done for looks: linked to a draft by its hash, and taken back."""

from common.clock import clinic_today
from common.problems import NotFound
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.billing import events, reads
from facturacion.billing.queries import aesthetics as queries
from facturacion.billing.queries import invoices, series
from facturacion.billing.rules import aesthetics as rules
from facturacion.billing.rules.invoices import must_be_draft


def flag(tx, treatment_id, aesthetic):
    """As inventario tells. What is drafted already says from now on what it lacks, or no more."""
    if (queries.flag if aesthetic else queries.unflag)(tx, treatment_id):
        for id in queries.drafts_with(tx, treatment_id):
            reflag(tx, id)


def link(tx, id, treatment_id, patient_id, seal, version=None):
    """Link the diagnosis of this seal; another one takes the place of the one before."""
    invoice = locked_draft(tx, id, version)
    rules.must_be_of(invoice, patient_id)
    lines = invoices.lines(tx, id)
    charged = rules.charged(lines, reads.packages_in(tx, lines))
    rules.must_be_aesthetic(treatment_id, charged, queries.flagged(tx, [treatment_id]))
    queries.link(
        tx, invoice_id=id, treatment_id=treatment_id, sha256=seal["sha256"], signed_on=seal["signed_on"],
        linked_by_id=me().id, linked_by_name=me().name,
    )  # fmt: skip
    reflag(tx, id)
    events.diagnosis_linked(tx, invoice)
    return reads.detail(tx, id)


def unlink(tx, id, treatment_id, version=None):
    invoice = locked_draft(tx, id, version)
    if not queries.unlink(tx, id, treatment_id):
        raise NotFound("Ese tratamiento no tiene un diagnóstico vinculado.")
    reflag(tx, id)
    events.diagnosis_unlinked(tx, invoice)
    return reads.detail(tx, id)


def locked_draft(tx, id, version):
    invoice = found(invoices.lock(tx, id), reads.NOT_FOUND)
    must_be_draft(invoice)
    must_be_current(invoice, version)
    return invoice


def reflag(tx, id):
    """Keep whether a draft must be mended, after something that it does not hold itself has changed."""
    invoice, lines = invoices.get(tx, id), invoices.lines(tx, id)
    told, rates = reads.discounts_of(tx, invoice), series.rates_on(tx, clinic_today())
    wrong = reads.to_mend(invoice, lines, told, rates, reads.undiagnosed(tx, id, lines))
    invoices.flag(tx, id, bool(wrong))
