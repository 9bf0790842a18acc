"""What was given back: of what a patient had in their favour, and of an invoice that a credit note took from."""

from common.store.search import has_words, words
from common.web.paging import Listing
from facturacion.billing.rules.invoices import written

# What finds the invoice, where there is one; whose it is, why it was given back and with which transfer.
SAID = (
    """concat_ws(' ', i.search_text, public.plain(concat_ws(' ', m.patient_name, m.reason, m.reference)))"""
)
REFUNDS = Listing(
    """m.id, m.kind, m.amount, m.method, m.reference, m.day, m.reason, m.patient_id, m.invoice_id, m.recorded_at,
               jsonb_build_object('id', m.recorded_by_id, 'name', m.recorded_by_name) AS recorded_by,
               i.number AS invoice_number, coalesce(i.buyer_name, m.patient_name) AS buyer_name""",
    """facturacion.account_movements m
          LEFT JOIN facturacion.invoices i ON i.id = m.invoice_id""",
    f"""m.kind IN ('REFUND', 'RETURNED')
           AND (%(kind)s IS NULL OR m.kind = %(kind)s)
           AND (%(method)s IS NULL OR m.method = %(method)s)
           AND (%(patient_id)s IS NULL OR m.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(first)s IS NULL OR m.day >= %(first)s)
           AND (%(last)s IS NULL OR m.day <= %(last)s)
           AND {has_words(SAID)}""",
    {"day": ("m.day", "%(after)s::text::date"), "amount": ("m.amount", "%(after)s::text::numeric")},
    id="m.id",
)


def page(db, wanted):
    return REFUNDS.page(
        db,
        wanted,
        **words(written(wanted.search)),
        **wanted.model_dump(include={"kind", "method", "patient_id", "first", "last"}),
    )
