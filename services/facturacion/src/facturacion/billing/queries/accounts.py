"""Money on account: what a patient has in their favour, how it moved, and their ledger."""

from common.store.sql import names, values
from facturacion.billing.queries.instalments import OVERDUE

SHOWN = (
    "kind", "amount", "patient_id", "invoice_id", "credit_note_id", "method", "reference", "bank", "due_on", "day", "reason",
)  # fmt: skip
INSERTED = (*SHOWN, "patient_name", "cheque_id", "recorded_by_id", "recorded_by_name")
MOVEMENT = f"""id, {names(SHOWN)}, recorded_at,
               jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by"""
# Every act that moves what a patient owes, with the sign that it has there. What only passes between their account and
# an invoice of theirs moves nothing.
ENTRIES = """
        SELECT i.issued_at AS at, i.issue_date AS day, 'INVOICE' AS kind, i.id AS invoice_id, i.number AS document,
               NULL::text AS method, i.total AS amount, 1 AS place, i.id AS n
          FROM facturacion.invoices i WHERE i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND i.number IS NOT NULL
        UNION ALL
        SELECT i.annulled_at, (i.annulled_at AT TIME ZONE %(zone)s)::date, 'ANNULMENT', i.id, i.number, NULL, -i.total, 4, i.id
          FROM facturacion.invoices i WHERE i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND i.status = 'ANNULLED'
        UNION ALL
        SELECT n.issued_at, n.issue_date, 'CREDIT_NOTE', i.id, n.number, NULL, -n.total, 3, n.id
          FROM facturacion.invoices i JOIN facturacion.credit_notes n ON n.invoice_id = i.id
         WHERE i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s))
        UNION ALL
        SELECT p.received_at, p.received_on, 'PAYMENT', i.id, i.number, p.method, -p.amount, 2, p.id
          FROM facturacion.invoices i JOIN facturacion.payments p ON p.invoice_id = i.id
         WHERE i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s))
        UNION ALL
        SELECT p.voided_at, (p.voided_at AT TIME ZONE %(zone)s)::date, 'PAYMENT_VOIDED', i.id, i.number, p.method, p.amount, 3, p.id
          FROM facturacion.invoices i JOIN facturacion.payments p ON p.invoice_id = i.id
         WHERE i.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND p.voided_at IS NOT NULL
        UNION ALL
        SELECT m.recorded_at, m.day, m.kind, m.invoice_id, i.number, m.method,
               CASE m.kind WHEN 'DEPOSIT' THEN -m.amount ELSE m.amount END, 2, m.id
          FROM facturacion.account_movements m LEFT JOIN facturacion.invoices i ON i.id = m.invoice_id
         WHERE m.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND m.kind IN ('DEPOSIT', 'REFUND', 'RETURNED', 'BOUNCED')"""


def insert(tx, **row):
    """`row` holds INSERTED."""
    return tx.one(
        f"""
        INSERT INTO facturacion.account_movements ({names(INSERTED)}) VALUES ({values(INSERTED)})
          RETURNING {MOVEMENT}
        """,
        **row,
    )


def get(db, id):
    """A movement as it was written."""
    return db.one(f"SELECT id, {names(INSERTED)} FROM facturacion.account_movements WHERE id = %(id)s", id=id)


def lock(tx, patient_id):
    """Who waits here spends what the one before left."""
    tx.run(
        "SELECT FROM facturacion.patient_accounts WHERE patient_id = facturacion.person(%(patient_id)s) FOR UPDATE",
        patient_id=patient_id,
    )


def applied_of(db, patient_id):
    """What each invoice was paid out of what the patient had in favour and still is, the last that was paid so first."""
    return db.all(
        """
        SELECT m.invoice_id, least(sum(CASE m.kind WHEN 'APPLIED' THEN m.amount ELSE -m.amount END), i.paid) AS amount
          FROM facturacion.account_movements m JOIN facturacion.invoices i ON i.id = m.invoice_id
         WHERE m.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND m.kind IN ('APPLIED', 'RELEASED')
           AND i.status = 'ISSUED' AND i.paid > 0
         GROUP BY m.invoice_id, i.paid
        HAVING sum(CASE m.kind WHEN 'APPLIED' THEN m.amount ELSE -m.amount END) > 0
         ORDER BY max(m.id) FILTER (WHERE m.kind = 'APPLIED') DESC
        """,
        patient_id=patient_id,
    )


def released_by(db, cheque_id):
    """What a bounced cheque took back from invoices, in the order in which everybody locks them."""
    return db.all(
        """
        SELECT invoice_id, amount FROM facturacion.account_movements
         WHERE cheque_id = %(cheque_id)s AND kind = 'RELEASED'
         ORDER BY invoice_id
        """,
        cheque_id=cheque_id,
    )


def credit_of(db, patient_id):
    """What the patient has in their favour; None for who never had an account."""
    return db.value(
        "SELECT sum(credit) FROM facturacion.patient_accounts WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s))",
        patient_id=patient_id,
    )


def held_of(db, patient_id):
    """How much of what is in the patient's favour cheques are to bring that nobody has taken to the bank yet.

    What came last is what is left: an invoice is paid with what came first.
    """
    return db.value(
        """
        SELECT coalesce(sum(greatest(least(came.amount, a.credit - came.later), 0.00)), 0.00)
          FROM (SELECT sum(credit) AS credit FROM facturacion.patient_accounts
                 WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s))) AS a,
               (SELECT c.status, m.amount, coalesce(sum(m.amount) OVER (
                         ORDER BY m.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS later
                  FROM facturacion.account_movements m LEFT JOIN facturacion.cheques c ON c.movement_id = m.id
                 WHERE m.patient_id = ANY (facturacion.patient_ids(%(patient_id)s))
                   AND (m.kind = 'DEPOSIT' AND coalesce(c.status, '') NOT IN ('BOUNCED', 'RETURNED', 'VOIDED')
                        OR m.kind = 'RELEASED' AND m.cheque_id IS NULL)) AS came
         WHERE came.status = 'HELD'
        """,
        patient_id=patient_id,
    )


def numbers_of(db, patient_id):
    """Every number of the patient: of a file that was merged too."""
    return db.value("SELECT facturacion.patient_ids(%(id)s)", id=patient_id)


def owed_by(db, patient_id):
    return db.value(
        """
        SELECT coalesce(sum(balance), 0.00)
          FROM facturacion.invoices
         WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND status = 'ISSUED'
        """,
        patient_id=patient_id,
    )


def owing(db, patient_id, today):
    """The patient's invoices that are not paid, the oldest first, with what is overdue of the instalments agreed."""
    return db.all(
        f"""
        SELECT id, number, issue_date, total, balance, {OVERDUE} AS overdue
          FROM facturacion.invoices i
         WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND status = 'ISSUED' AND balance > 0
         ORDER BY issue_date, id
        """,
        patient_id=patient_id,
        today=today,
    )


def ledger(db, patient_id, zone):
    """Every entry with the balance after it, the oldest first: invoices less payments and credits, at each moment."""
    return db.all(
        f"""
        SELECT day, at, kind, invoice_id, document, method, amount,
               sum(amount) OVER (ORDER BY day, at, place, n ROWS UNBOUNDED PRECEDING) AS balance
          FROM ({ENTRIES}) AS entries
         ORDER BY day, at, place, n
        """,
        patient_id=patient_id,
        zone=zone,
    )


def of_invoice(db, invoice_id):
    """What was applied to an invoice and left it again, beside its payments."""
    return db.all(
        f"SELECT {MOVEMENT} FROM facturacion.account_movements WHERE invoice_id = %(invoice_id)s ORDER BY id",
        invoice_id=invoice_id,
    )


def merge_patient(tx, id, into_id):
    """From now on `id` is another number of the person `into_id`."""
    tx.run(
        """
        INSERT INTO facturacion.merged_patients (id, merged_into_id)
             VALUES (%(id)s, %(into_id)s)
        ON CONFLICT (id) DO NOTHING
        """,
        id=id,
        into_id=into_id,
    )


def separate_patient(tx, id):
    """`id` is a person of its own again."""
    tx.run("DELETE FROM facturacion.merged_patients WHERE id = %(id)s", id=id)


def erase_patient(tx, ids, label, before, blank):
    """In what is no invoice that must be kept stands `label`; papers become the page `blank`."""
    tx.run(
        "SELECT facturacion.erase(%(ids)s::bigint[], %(label)s, %(before)s, %(blank)s)",
        ids=ids,
        label=label,
        before=before,
        blank=blank,
    )


def holdings(db, patient_id):
    """How much is kept of a person here, since when the last invoice, and what is open."""
    return db.one(
        """
        SELECT (SELECT count(*) FROM facturacion.invoices
                 WHERE patient_id = ANY (ids) AND status IN ('ISSUED', 'ANNULLED')) AS invoices,
               (SELECT max(issue_date) FROM facturacion.invoices WHERE patient_id = ANY (ids)) AS last_invoice_on,
               (SELECT count(*) FROM facturacion.invoices WHERE patient_id = ANY (ids) AND status = 'DRAFT') AS drafts,
               (SELECT coalesce(sum(balance), 0.00) FROM facturacion.invoices
                 WHERE patient_id = ANY (ids) AND status = 'ISSUED') AS balance,
               (SELECT coalesce(sum(credit), 0.00) FROM facturacion.patient_accounts WHERE patient_id = ANY (ids)) AS credit,
               (SELECT count(*) FROM facturacion.quotes WHERE patient_id = ANY (ids)) AS quotes,
               (SELECT count(*) FROM facturacion.payment_reminders r JOIN facturacion.invoices i ON i.id = r.invoice_id
                 WHERE i.patient_id = ANY (ids)) AS reminders
          FROM facturacion.patient_ids(%(patient_id)s) AS ids
        """,
        patient_id=patient_id,
    )
