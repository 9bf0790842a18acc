"""What was tried with the SRI, what waits to be, and what the nightly comparison asks again."""

from common.store.db import json
from facturacion.einvoice.queries.einvoices import EINVOICE


def waiting_of(db, ids):
    """When what is to be done next with these documents is due, and why it was not done before."""
    return db.all(
        """
        SELECT (e.data ->> 'einvoice_id')::bigint AS id, d.available_at AS next_attempt_at, d.last_error
          FROM deliveries d JOIN outbox e ON e.id = d.event_id
         WHERE d.subscriber = 'sri' AND e.type IN ('einvoice.prepared', 'einvoice.received')
           AND (e.data ->> 'einvoice_id')::bigint = ANY(%(ids)s)
        """,
        ids=ids,
    )


def is_asked(db, id):
    """Whether a person's question about this document is on its way already."""
    return db.value(
        """
        SELECT EXISTS (SELECT FROM deliveries d JOIN outbox e ON e.id = d.event_id
                        WHERE d.subscriber = 'sri' AND e.type = 'einvoice.asked' AND e.data ->> 'einvoice_id' = %(id)s::text)
        """,
        id=id,
    )


def lock_night(tx):
    """Of several relays one begins the nightly comparison."""
    tx.run("SELECT pg_advisory_xact_lock(hashtext('facturacion.einvoice_night'))")


def is_night_told(tx, night):
    return tx.value(
        "SELECT EXISTS (SELECT FROM outbox WHERE type = 'einvoice.night_fell' AND data ->> 'night' = %(night)s::text"
        " AND occurred_at > now() - interval '2 days')",
        night=night,
    )


def unreconciled(db, limit, first, month, closed, night):
    """Authorised documents issued since `first` of which the SRI has not answered since they were authorised; nor since
    `closed`, a moment, those issued before `month`; nor tonight those whose annulment is not confirmed."""
    return db.all(
        f"""
        SELECT {EINVOICE}
          FROM facturacion.electronic_invoices e
         WHERE issue_date >= %(first)s AND status = 'AUTHORISED' AND annulment IS DISTINCT FROM 'CONFIRMED'
           AND NOT EXISTS (
               SELECT FROM facturacion.electronic_invoice_attempts a
                WHERE a.electronic_invoice_id = e.id AND a.operation = 'CONSULTATION' AND a.state IS NOT NULL
                  AND a.id > (SELECT max(id) FROM facturacion.electronic_invoice_attempts
                               WHERE electronic_invoice_id = e.id AND operation = 'AUTHORISATION')
                  AND (e.issue_date >= %(month)s OR %(closed)s::timestamptz IS NULL OR a.at >= %(closed)s)
                  AND (e.annulment IS NULL OR a.at >= %(night)s))
         ORDER BY issue_date, created_at, id
         LIMIT %(limit)s
        """,
        limit=limit,
        first=first,
        month=month,
        closed=closed,
        night=night,
    )


def hurry(tx):
    """Whatever waits for the SRI is due now; how many that are. What is being carried is left alone."""
    return tx.value("""
        WITH hurried AS (
            UPDATE deliveries SET available_at = now()
             WHERE subscriber = 'sri' AND available_at > now() AND dead_lettered_at IS NULL
               AND (leased_until IS NULL OR leased_until < now())
            RETURNING 1)
        SELECT count(*) FROM hurried
        """)


def next_due(db):
    """When the carrier tries next, of all that it has to do; None where it has nothing."""
    return db.value(
        "SELECT min(available_at) FROM deliveries WHERE subscriber = 'sri' AND dead_lettered_at IS NULL"
    )


def last(db):
    """The last that was tried, with whatever document: whether the SRI answers."""
    return db.one("""
        SELECT at, milliseconds, error IS NULL AS answered
          FROM facturacion.electronic_invoice_attempts
         ORDER BY id DESC
         LIMIT 1
        """)


def drift(db):
    """By how many seconds this clock was ahead of the SRI's when it last answered; None where that is no news any more."""
    return db.value("""
        SELECT CASE WHEN at > now() - interval '1 hour' THEN drift_seconds END
          FROM facturacion.electronic_invoice_attempts
         WHERE drift_seconds IS NOT NULL
         ORDER BY id DESC
         LIMIT 1
        """)


def insert(tx, messages, **row):
    tx.run(
        """
        INSERT INTO facturacion.electronic_invoice_attempts
                    (electronic_invoice_id, operation, milliseconds, sent_sha256, state, error, messages, drift_seconds)
             VALUES (%(electronic_invoice_id)s, %(operation)s, %(milliseconds)s, %(sent_sha256)s, %(state)s, %(error)s,
                     %(messages)s, %(drift)s)
        """,
        messages=json(messages),
        **row,
    )


def of_document(db, id):
    return db.all(
        """
        SELECT id, operation, at, milliseconds, sent_sha256, state, messages, error
          FROM facturacion.electronic_invoice_attempts
         WHERE electronic_invoice_id = %(id)s
         ORDER BY id
        """,
        id=id,
    )
