"""Cheques: what each that pays an invoice or a deposit is worth, from the day on which it is good."""

from common.store.search import has_words, words
from common.store.sql import assignments, only
from common.web.paging import Listing
from facturacion.billing.rules.invoices import written

STATE = (
    "status", "deposited_on", "deposited_by_id", "deposited_by_name", "bounced_on", "bounced_by_id", "bounced_by_name",
    "bounce_reason", "replaced_by",
)  # fmt: skip
CHEQUE = """c.id, c.payment_id, c.movement_id, c.status, c.due_on, coalesce(p.amount, m.amount) AS amount,
               coalesce(p.reference, m.reference) AS reference, coalesce(p.bank, m.bank) AS bank,
               coalesce(p.received_on, m.day) AS received_on, p.invoice_id, i.number AS invoice_number,
               coalesce(i.buyer_name, m.patient_name) AS buyer_name, coalesce(i.patient_id, m.patient_id) AS patient_id,
               c.deposited_on, c.deposited_by_name AS deposited_by, c.bounced_on, c.bounced_by_name AS bounced_by,
               c.bounce_reason, c.replaced_by, c.version"""
# Of a cheque that pays, what finds its invoice too; of a deposit, whose it is.
SAID = """concat_ws(' ', i.search_text, public.plain(concat_ws(' ', p.reference, p.bank, m.reference, m.bank, m.patient_name)))"""
SOURCE = """facturacion.cheques c
          LEFT JOIN facturacion.payments p ON p.id = c.payment_id
          LEFT JOIN facturacion.invoices i ON i.id = p.invoice_id
          LEFT JOIN facturacion.account_movements m ON m.id = c.movement_id"""
CHEQUES = Listing(
    CHEQUE,
    SOURCE,
    f"""(%(status)s IS NULL OR c.status = %(status)s)
           AND (%(due)s IS NULL OR c.status = 'HELD' AND (c.due_on <= %(today)s) = %(due)s)
           AND (%(patient_id)s IS NULL OR coalesce(i.patient_id, m.patient_id) = ANY (facturacion.patient_ids(%(patient_id)s)))
           AND (%(first)s IS NULL OR c.due_on >= %(first)s)
           AND (%(last)s IS NULL OR c.due_on <= %(last)s)
           AND {has_words(SAID)}""",
    {"due_on": ("c.due_on", "%(after)s::text::date")},
    id="c.id",
)


def page(db, wanted, today):
    return CHEQUES.page(
        db,
        wanted,
        today=today,
        **words(written(wanted.search)),
        **wanted.model_dump(include={"status", "due", "patient_id", "first", "last"}),
    )


def get(db, id):
    return db.one(f"SELECT {CHEQUE} FROM {SOURCE} WHERE c.id = %(id)s", id=id)


def invoice_of(db, id):
    """The invoice that a cheque pays; None of a deposit, and of no cheque."""
    return db.value(
        """
        SELECT p.invoice_id FROM facturacion.cheques c JOIN facturacion.payments p ON p.id = c.payment_id
         WHERE c.id = %(id)s
        """,
        id=id,
    )


def of_payment(tx, payment_id):
    return tx.value("SELECT id FROM facturacion.cheques WHERE payment_id = %(id)s", id=payment_id)


def of_movement(tx, movement_id):
    return tx.value("SELECT id FROM facturacion.cheques WHERE movement_id = %(id)s", id=movement_id)


def lock(tx, id):
    """All that `get` has of it and STATE, locked."""
    return tx.one(
        f"""
        SELECT {CHEQUE}, c.deposited_by_id, c.deposited_by_name, c.bounced_by_id, c.bounced_by_name
          FROM {SOURCE}
         WHERE c.id = %(id)s
           FOR NO KEY UPDATE OF c
        """,
        id=id,
    )


def update(tx, cheque):
    """`cheque` holds STATE and its id."""
    return tx.run(
        f"UPDATE facturacion.cheques SET {assignments(STATE)} WHERE id = %(id)s", **only(cheque, "id", *STATE)
    )
