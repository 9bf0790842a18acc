"""The books of IVA: every document of sale and of purchase of some days, and what each day comes to."""

# Invoices and credit notes, as signed documents: a note takes off, and what was annulled keeps its number and counts for
# nothing. An issued invoice is dated on the day of its issue, and by `dated_on` there is an index of all of them.
INVOICES = """
    SELECT i.dated_on AS day, 'INVOICE' AS document, i.id, i.id AS invoice_id, i.number, i.iva, i.total,
           i.status = 'ANNULLED' AS annulled, CASE i.status WHEN 'ISSUED' THEN 1 ELSE 0 END AS sign
      FROM facturacion.invoices i
     WHERE i.status IN ('ISSUED', 'ANNULLED') AND i.dated_on BETWEEN %(first)s AND %(last)s"""
NOTES = """
    SELECT n.issue_date AS day, 'CREDIT_NOTE' AS document, n.id, n.invoice_id, n.number, n.iva, n.total,
           false AS annulled, -1 AS sign
      FROM facturacion.credit_notes n
     WHERE n.issue_date BETWEEN %(first)s AND %(last)s"""
# The first ones of each, so that the days after them are not read.
FIRST = "ORDER BY day, number LIMIT %(limit)s"
# Looked up for each document `d`, so that it costs what the documents are and not what the clinic ever sold.
BASES = """
    SELECT coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate = 0), 0.00) AS zero,
           coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate > 0), 0.00) AS taxed
      FROM (SELECT iva_rate, subtotal FROM facturacion.invoice_lines
             WHERE d.document = 'INVOICE' AND invoice_id = d.id
             UNION ALL
            SELECT iva_rate, subtotal FROM facturacion.credit_note_lines
             WHERE d.document = 'CREDIT_NOTE' AND credit_note_id = d.id) AS l"""
PURCHASED = "active AND date BETWEEN %(first)s AND %(last)s"


def sales(db, first, last, limit):
    """The first documents of these days, in the order of the book."""
    return db.all(
        f"""
        SELECT d.day, d.document, d.invoice_id, d.number, i.buyer_id_type AS id_type, i.buyer_document, i.buyer_name,
               d.annulled, d.sign * bases.zero AS base_zero, d.sign * bases.taxed AS base_taxed, d.sign * d.iva AS iva,
               d.sign * d.total AS total
          FROM (({INVOICES} {FIRST}) UNION ALL ({NOTES} {FIRST})
                 ORDER BY day, document DESC, number LIMIT %(limit)s) AS d
               JOIN facturacion.invoices i ON i.id = d.invoice_id
               CROSS JOIN LATERAL ({BASES}) AS bases
         ORDER BY d.day, d.document DESC, d.number
        """,
        first=first,
        last=last,
        limit=limit,
    )


def purchases(db, first, last, limit):
    return db.all(
        f"""
        SELECT date AS day, id AS expense_id, document_type, document_number, supplier_ruc, supplier_name, description,
               amount - iva AS base, iva, amount AS total, withheld_income, withheld_iva
          FROM facturacion.operational_expenses
         WHERE {PURCHASED}
         ORDER BY date, id
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        limit=limit,
    )


def sold_by_day(db, first, last):
    return db.all(
        f"""
        SELECT d.day, count(*) AS count, sum(d.sign * bases.zero) AS base_zero, sum(d.sign * bases.taxed) AS base_taxed,
               sum(d.sign * d.iva) AS iva, sum(d.sign * d.total) AS total
          FROM ({INVOICES} UNION ALL {NOTES}) AS d CROSS JOIN LATERAL ({BASES}) AS bases
         GROUP BY d.day
         ORDER BY d.day
        """,
        first=first,
        last=last,
    )


def bought_by_day(db, first, last):
    return db.all(
        f"""
        SELECT date AS day, count(*) AS count, sum(amount - iva) AS base, sum(iva) AS iva, sum(amount) AS total,
               sum(withheld_income) AS withheld_income, sum(withheld_iva) AS withheld_iva
          FROM facturacion.operational_expenses
         WHERE {PURCHASED}
         GROUP BY date
         ORDER BY date
        """,
        first=first,
        last=last,
    )
