"""Cheques: what each payment by cheque is worth, from the day on which it is good."""

from common.store.search import has_words, words
from common.store.sql import assignments, only
from common.web.paging import Listing
from facturacion.billing.rules.invoices import written

STATE = (
    "status", "deposited_on", "deposited_by_id", "deposited_by_name", "bounced_on", "bounced_by_id", "bounced_by_name",
    "bounce_reason", "replaced_by",
)  # fmt: skip
CHEQUE = """c.payment_id AS id, c.status, c.due_on, p.amount, p.reference, p.bank, p.received_on, p.invoice_id,
               i.number AS invoice_number, i.buyer_name, i.patient_id, c.deposited_on,
               c.deposited_by_name AS deposited_by, c.bounced_on, c.bounced_by_name AS bounced_by, c.bounce_reason,
               c.replaced_by, c.version"""
SOURCE = """facturacion.cheques c
          JOIN facturacion.payments p ON p.id = c.payment_id
          JOIN facturacion.invoices i ON i.id = p.invoice_id"""
CHEQUES = Listing(
    CHEQUE,
    SOURCE,
    f"""(%(status)s IS NULL OR c.status = %(status)s)
           AND (%(due)s IS NULL OR c.status = 'HELD' AND (c.due_on <= %(today)s) = %(due)s)
           AND (%(patient_id)s IS NULL OR i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(first)s IS NULL OR c.due_on >= %(first)s)
           AND (%(last)s IS NULL OR c.due_on <= %(last)s)
           AND (%(nothing)s OR {has_words("i.search_text")}
                OR public.plain(p.reference) LIKE public.plain(%(said)s)
                OR public.plain(p.bank) LIKE public.plain(%(said)s))""",
    {"due_on": ("c.due_on", "%(after)s::text::date")},
    id="c.payment_id",
)


def page(db, wanted, today):
    search = wanted.search
    return CHEQUES.page(
        db,
        wanted,
        today=today,
        nothing=not search,
        said=f"%{search}%" if search else None,
        **words(written(search)),
        **wanted.model_dump(include={"status", "due", "patient_id", "first", "last"}),
    )


def get(db, id):
    return db.one(f"SELECT {CHEQUE} FROM {SOURCE} WHERE c.payment_id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        """
        SELECT c.payment_id AS id, p.invoice_id, c.status, c.due_on, c.deposited_on, c.deposited_by_id,
               c.deposited_by_name, c.bounced_on, c.bounced_by_id, c.bounced_by_name, c.bounce_reason, c.replaced_by,
               c.version
          FROM facturacion.cheques c JOIN facturacion.payments p ON p.id = c.payment_id
         WHERE c.payment_id = %(id)s
           FOR NO KEY UPDATE OF c
        """,
        id=id,
    )


def update(tx, cheque):
    """`cheque` holds STATE and its id."""
    return tx.run(
        f"UPDATE facturacion.cheques SET {assignments(STATE)} WHERE payment_id = %(id)s",
        **only(cheque, "id", *STATE),
    )
