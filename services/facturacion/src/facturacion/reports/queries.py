"""Aggregates for reports. Each is one statement, over the indexes made for it."""

# The figures of every span [first, last] of days. Times become days in the clinic's zone.
SPANS = "unnest(%(firsts)s::date[], %(lasts)s::date[]) WITH ORDINALITY AS span (first, last, place)"


def figures(db, spans, zone):
    """For each span, in order: what was invoiced, collected, spent, and what the materials used cost."""
    return db.all(
        f"""
        SELECT span.first, span.last, invoiced.income, spent.expenses, used.cost,
               invoiced.income - used.cost - spent.expenses AS profit, received.collected, invoiced.invoices
          FROM {SPANS}
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(subtotal), 0.00) AS income, count(*) AS invoices
                 FROM facturacion.invoices
                WHERE status = 'ISSUED' AND issue_date BETWEEN span.first AND span.last) AS invoiced
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(amount), 0.00) AS expenses
                 FROM facturacion.operational_expenses
                WHERE active AND date BETWEEN span.first AND span.last) AS spent
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(cost), 0.00) AS cost
                 FROM facturacion.appointment_costs
                WHERE consumed_at >= span.first::timestamp AT TIME ZONE %(zone)s
                  AND consumed_at < (span.last + 1)::timestamp AT TIME ZONE %(zone)s) AS used
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(amount), 0.00) AS collected
                 FROM facturacion.payments
                WHERE voided_at IS NULL AND received_on BETWEEN span.first AND span.last) AS received
         ORDER BY span.place
        """,
        firsts=[first for first, _ in spans],
        lasts=[last for _, last in spans],
        zone=zone,
    )


def receivable(db, first=None, last=None):
    """What is still to be paid of the invoices issued in the span, or ever."""
    return db.value(
        """
        SELECT coalesce(sum(balance), 0.00)
          FROM facturacion.invoices
         WHERE status = 'ISSUED' AND balance > 0
           AND (%(first)s IS NULL OR issue_date BETWEEN %(first)s AND %(last)s)
        """,
        first=first,
        last=last,
    )


def collected_by_method(db, first, last):
    return db.all(
        """
        SELECT method, sum(amount) AS total, count(*) AS count
          FROM facturacion.payments
         WHERE voided_at IS NULL AND received_on BETWEEN %(first)s AND %(last)s
         GROUP BY method
         ORDER BY total DESC, method
        """,
        first=first,
        last=last,
    )


def top_treatments(db, first, last):
    return db.all(
        """
        SELECT l.code, l.description, sum(l.quantity) AS quantity, sum(l.subtotal) AS income
          FROM facturacion.invoices i JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
         WHERE i.status = 'ISSUED' AND i.issue_date BETWEEN %(first)s AND %(last)s AND l.kind = 'TREATMENT'
         GROUP BY l.code, l.description
         ORDER BY income DESC, l.description, l.code
         LIMIT 10
        """,
        first=first,
        last=last,
    )


def invoiced_on(db, day):
    """How many invoices were issued that day and stand, and their total with IVA."""
    return db.one(
        """
        SELECT count(*) AS count, coalesce(sum(total), 0.00) AS total
          FROM facturacion.invoices
         WHERE status = 'ISSUED' AND issue_date = %(day)s
        """,
        day=day,
    )


def drafts(db):
    return db.value("SELECT count(*) FROM facturacion.invoices WHERE status = 'DRAFT'")
