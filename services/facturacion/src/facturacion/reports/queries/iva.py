"""The books of IVA of a month: every document of sale and of purchase, and what each rate comes to."""

# One row for each invoice and credit note of the span. What was annulled keeps its number and counts for nothing.
SALES = """
    SELECT i.issue_date AS day, 'INVOICE' AS document, i.id AS invoice_id, i.number, i.buyer_id_type AS id_type,
           i.buyer_document, i.buyer_name, i.status = 'ANNULLED' AS annulled,
           coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate = 0 AND i.status = 'ISSUED'), 0.00) AS base_zero,
           coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate > 0 AND i.status = 'ISSUED'), 0.00) AS base_taxed,
           CASE i.status WHEN 'ISSUED' THEN i.iva ELSE 0.00 END AS iva,
           CASE i.status WHEN 'ISSUED' THEN i.total ELSE 0.00 END AS total
      FROM facturacion.invoices i JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
     WHERE i.status IN ('ISSUED', 'ANNULLED') AND i.issue_date BETWEEN %(first)s AND %(last)s
     GROUP BY i.id
     UNION ALL
    SELECT n.issue_date, 'CREDIT_NOTE', n.invoice_id, n.number, i.buyer_id_type, i.buyer_document, i.buyer_name, false,
           -coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate = 0), 0.00),
           -coalesce(sum(l.subtotal) FILTER (WHERE l.iva_rate > 0), 0.00), -n.iva, -n.total
      FROM facturacion.credit_notes n
      JOIN facturacion.invoices i ON i.id = n.invoice_id
      JOIN facturacion.credit_note_lines l ON l.credit_note_id = n.id
     WHERE n.issue_date BETWEEN %(first)s AND %(last)s
     GROUP BY n.id, i.id"""
PURCHASES = """
    SELECT date AS day, id AS expense_id, document_type, document_number, supplier_ruc, supplier_name, description,
           amount - iva AS base, iva, amount AS total, withheld_income, withheld_iva
      FROM facturacion.operational_expenses
     WHERE active AND date BETWEEN %(first)s AND %(last)s"""


def sales(db, first, last, limit):
    return db.all(
        f"{SALES} ORDER BY day, document DESC, number LIMIT %(limit)s",
        first=first,
        last=last,
        limit=limit,
    )


def purchases(db, first, last, limit):
    return db.all(
        f"{PURCHASES} ORDER BY date, id LIMIT %(limit)s",
        first=first,
        last=last,
        limit=limit,
    )


def sales_total(db, first, last):
    return db.one(
        f"""
        SELECT count(*) AS count, coalesce(sum(base_zero), 0.00) AS base_zero,
               coalesce(sum(base_taxed), 0.00) AS base_taxed, coalesce(sum(iva), 0.00) AS iva,
               coalesce(sum(total), 0.00) AS total
          FROM ({SALES}) AS sold
        """,
        first=first,
        last=last,
    )


def purchases_total(db, first, last):
    return db.one(
        f"""
        SELECT count(*) AS count, coalesce(sum(base), 0.00) AS base, coalesce(sum(iva), 0.00) AS iva,
               coalesce(sum(total), 0.00) AS total, coalesce(sum(withheld_income), 0.00) AS withheld_income,
               coalesce(sum(withheld_iva), 0.00) AS withheld_iva
          FROM ({PURCHASES}) AS bought
        """,
        first=first,
        last=last,
    )
