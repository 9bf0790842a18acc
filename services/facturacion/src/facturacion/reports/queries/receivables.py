"""Who owes: every invoice that is not paid, and the reminders of it."""

from common.store.search import has_words
from common.store.sql import names, values
from common.web.paging import Listing
from facturacion.billing.queries.instalments import OVERDUE

OWED = "i.status = 'ISSUED' AND i.balance > 0"
DEBT = f"""i.id, i.number, i.issue_date, i.patient_id, i.buyer_name, i.buyer_phone, i.buyer_email, i.total, i.balance,
               {OVERDUE} AS overdue,
               %(today)s::date - i.issue_date AS days, reminder.sent_on AS reminded_on, reminder.sent_by_name AS reminded_by,
               EXISTS (SELECT FROM facturacion.annulment_requests a
                        WHERE a.invoice_id = i.id AND a.ended_at IS NULL) AS annulling"""
REMINDED = """LEFT JOIN LATERAL (
                SELECT r.sent_on, r.sent_by_name
                  FROM facturacion.payment_reminders r
                 WHERE r.invoice_id = i.id
                 ORDER BY r.id DESC
                 LIMIT 1) AS reminder ON true"""
MATCHES = f"""{OWED}
           AND (%(first)s IS NULL OR i.issue_date >= %(first)s)
           AND (%(last)s IS NULL OR i.issue_date <= %(last)s)
           AND (NOT %(overdue)s OR {OVERDUE} > 0)
           AND {has_words("i.search_text")}"""
DEBTS = Listing(
    DEBT,
    "facturacion.invoices i",
    MATCHES,
    {"issue_date": ("i.issue_date", "%(after)s::text::date")},
    id="i.id",
    joins=REMINDED,
)
INSERTED = (
    "invoice_id", "person", "channel", "recipient", "balance", "text", "sent_on", "repeated", "sent_by_id", "sent_by_name",
)  # fmt: skip
REMINDER = "id, invoice_id, channel, recipient, balance, text, sent_on, repeated, sent_by_name AS sent_by"


def debts(db, limit, **wanted):
    """The oldest invoices that are not paid. `wanted` holds the parameters of the list."""
    return db.all(
        f"""
        SELECT {DEBT}
          FROM facturacion.invoices i {REMINDED}
         WHERE {MATCHES}
         ORDER BY i.issue_date, i.id
         LIMIT %(limit)s
        """,
        limit=limit,
        **wanted,
    )


def template(db):
    return db.one("SELECT text, version, updated_at FROM facturacion.reminder_template")


def lock_template(tx):
    return tx.one("SELECT text, version FROM facturacion.reminder_template FOR UPDATE")


def set_template(tx, text):
    return tx.one(
        "UPDATE facturacion.reminder_template SET text = %(text)s RETURNING text, version, updated_at",
        text=text,
    )


def debtor(db, invoice_id):
    """Who is to pay an invoice, whatever its state."""
    return db.one(
        """
        SELECT id, number, status, issue_date, balance, patient_id, buyer_name, buyer_document, buyer_phone, buyer_email,
               EXISTS (SELECT FROM facturacion.annulment_requests r
                        WHERE r.invoice_id = invoices.id AND r.ended_at IS NULL) AS annulling
          FROM facturacion.invoices
         WHERE id = %(id)s
        """,
        id=invoice_id,
    )


def to_mail(db, reminder_id):
    """A reminder, and how its invoice is by now."""
    return db.one(
        """
        SELECT r.recipient, r.text, i.number, i.status, i.balance, i.patient_id
          FROM facturacion.payment_reminders r JOIN facturacion.invoices i ON i.id = r.invoice_id
         WHERE r.id = %(id)s
        """,
        id=reminder_id,
    )


def last_of(db, person, day):
    """The last reminder that they got on that day, or None."""
    return db.one(
        f"""
        SELECT {REMINDER}, sent_at
          FROM facturacion.payment_reminders
         WHERE person = %(person)s AND sent_on = %(day)s
         ORDER BY id DESC
         LIMIT 1
        """,
        person=person,
        day=day,
    )


def remind(tx, **row):
    """The reminder; None where they had one that day and this is not said to repeat it. `row` holds INSERTED."""
    return tx.one(
        f"""
        INSERT INTO facturacion.payment_reminders ({names(INSERTED)}) VALUES ({values(INSERTED)})
        ON CONFLICT DO NOTHING
          RETURNING {REMINDER}
        """,
        **row,
    )
