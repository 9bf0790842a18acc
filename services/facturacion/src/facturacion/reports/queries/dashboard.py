"""Aggregates for reports. Each is one statement, over the indexes made for it."""

# What each day came to: the sums kept, and the changes that they do not hold yet (facturacion.fold_results).
DAY = "day, income, materials, commission, invoices, charged, receivable, collected"
DAYS = f"""(SELECT {DAY} FROM facturacion.result_days
                 UNION ALL SELECT {DAY} FROM facturacion.result_changes)"""
# What was thrown away or missing when it was counted, and stands: a cost of its day, and of no treatment.
LOST = "undone_at IS NULL AND kind <> 'RETURN'"
# Spans [first, last] of days.
SPANS = "unnest(%(firsts)s::date[], %(lasts)s::date[]) WITH ORDINALITY AS span (first, last, place)"


def figures(db, spans):
    """For each span, in order: what was invoiced, collected, spent, and what the materials used cost."""
    return db.all(
        f"""
        SELECT span.first, span.last, done.income, spent.expenses, done.cost, done.commission, lost.losses,
               done.income - done.cost - done.commission - spent.expenses - lost.losses AS profit,
               done.collected, done.invoices
          FROM {SPANS}
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(income), 0.00) AS income, coalesce(sum(materials), 0.00) AS cost,
                      coalesce(sum(commission), 0.00) AS commission, coalesce(sum(collected), 0.00) AS collected,
                      coalesce(sum(invoices), 0)::bigint AS invoices
                 FROM {DAYS} AS known
                WHERE day BETWEEN span.first AND span.last) AS done
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(amount - stocked), 0.00) AS expenses
                 FROM facturacion.operational_expenses
                WHERE active AND NOT of_commissions AND date BETWEEN span.first AND span.last) AS spent
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(cost), 0.00) AS losses
                 FROM facturacion.stock_changes
                WHERE {LOST} AND day BETWEEN span.first AND span.last) AS lost
         ORDER BY span.place
        """,
        firsts=[first for first, _ in spans],
        lasts=[last for _, last in spans],
    )


def receivable(db, first=None, last=None):
    """What is still to be paid of the invoices issued in the span, or ever."""
    return db.value(
        f"""
        SELECT coalesce(sum(receivable), 0.00)
          FROM {DAYS} AS known
         WHERE %(first)s IS NULL OR day BETWEEN %(first)s AND %(last)s
        """,
        first=first,
        last=last,
    )


# What is owed, by how many days ago it was invoiced: up to 30, 60, 90, and longer.
BY_AGE = f"""
    SELECT age.first AS from_days, age.last AS to_days, coalesce(sum(known.receivable), 0.00) AS balance
      FROM (VALUES (0, 30), (31, 60), (61, 90), (91, NULL)) AS age (first, last)
      LEFT JOIN {DAYS} AS known
           ON known.receivable <> 0
          AND greatest(%(today)s::date - known.day, 0) BETWEEN age.first AND coalesce(age.last, 100000)
     GROUP BY age.first, age.last
     ORDER BY age.first
"""


def receivable_by_age(db, today):
    return db.all(BY_AGE, today=today)


def collected_by_method(db, first, last):
    """What came by each method, deposits too, less what was given back."""
    return db.all(
        """
        SELECT method, sum(amount) AS total, count(*) AS count
          FROM (SELECT method, amount
                  FROM facturacion.payments
                 WHERE voided_at IS NULL AND received_on BETWEEN %(first)s AND %(last)s
                 UNION ALL
                SELECT method, CASE kind WHEN 'DEPOSIT' THEN amount ELSE -amount END
                  FROM facturacion.account_movements
                 WHERE method IS NOT NULL AND day BETWEEN %(first)s AND %(last)s) AS received
         GROUP BY method
         ORDER BY total DESC, method
        """,
        first=first,
        last=last,
    )


def top_treatments(db, first, last):
    """The ten that brought most, without what was credited in the span: a credit note takes from its own day."""
    return db.all(
        """
        SELECT code, description, sum(quantity) AS quantity, sum(income) AS income
          FROM (SELECT l.code, l.description, l.quantity, l.subtotal AS income
                  FROM facturacion.invoices i JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
                 WHERE i.status = 'ISSUED' AND i.issue_date BETWEEN %(first)s AND %(last)s AND l.kind = 'TREATMENT'
                 UNION ALL
                SELECT l.code, l.description, -c.quantity, -c.subtotal
                  FROM facturacion.credit_notes n
                  JOIN facturacion.credit_note_lines c ON c.credit_note_id = n.id
                  JOIN facturacion.invoice_lines l ON l.id = c.invoice_line_id
                 WHERE n.issue_date BETWEEN %(first)s AND %(last)s AND l.kind = 'TREATMENT') AS sold
         GROUP BY code, description
        HAVING sum(income) > 0 OR sum(quantity) > 0
         ORDER BY income DESC, description, code
         LIMIT 10
        """,
        first=first,
        last=last,
    )


def invoiced_on(db, day):
    """How many invoices were issued that day and stand, and their total with IVA."""
    return db.one(
        f"""
        SELECT coalesce(sum(invoices), 0)::bigint AS count, coalesce(sum(charged), 0.00) AS total
          FROM {DAYS} AS known
         WHERE day = %(day)s
        """,
        day=day,
    )


def drafts(db):
    return db.value("SELECT count(*) FROM facturacion.invoices WHERE status = 'DRAFT'")
