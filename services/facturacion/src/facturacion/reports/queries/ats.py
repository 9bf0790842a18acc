"""What the ATS of a month is made of: sales by buyer, by establishment, what was annulled, and purchases."""

# Codes of the ATS: 18 is what is sold with an invoice, 04 a credit note. Notes are told with positive amounts.
LINES = """
    SELECT i.buyer_id_type AS id_type, i.buyer_document AS document, '18' AS kind, i.id, s.establishment,
           e.id IS NOT NULL AS electronic, l.iva_code, l.subtotal, l.iva, 1 AS sign, i.buyer_name AS name
      FROM facturacion.invoices i
           JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
           JOIN facturacion.series s ON s.id = i.series_id
           LEFT JOIN facturacion.electronic_invoices e ON e.invoice_id = i.id
     WHERE i.status = 'ISSUED' AND i.issue_date BETWEEN %(first)s AND %(last)s
     UNION ALL
    SELECT i.buyer_id_type, i.buyer_document, '04', n.id, s.establishment, e.id IS NOT NULL, l.iva_code, l.subtotal,
           l.iva, -1, i.buyer_name
      FROM facturacion.credit_notes n
           JOIN facturacion.invoices i ON i.id = n.invoice_id
           JOIN facturacion.credit_note_lines l ON l.credit_note_id = n.id
           JOIN facturacion.series s ON s.id = n.series_id
           LEFT JOIN facturacion.electronic_invoices e ON e.credit_note_id = n.id
     WHERE n.issue_date BETWEEN %(first)s AND %(last)s"""


def sales(db, first, last, limit):
    """One row for each buyer, kind of document and way in which it was issued."""
    return db.all(
        f"""
        SELECT id_type, document, kind, count(DISTINCT l.id) AS count,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '6'), 0.00) AS base_not_subject,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '7'), 0.00) AS base_exempt,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '0'), 0.00) AS base_zero,
               coalesce(sum(subtotal) FILTER (WHERE iva_code NOT IN ('0', '6', '7')), 0.00) AS base_taxed,
               sum(l.iva) AS iva, electronic, max(l.name) AS name
          FROM ({LINES}) AS l
         GROUP BY id_type, document, kind, electronic
         ORDER BY document, kind, electronic
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        limit=limit,
    )


def establishments(db, first, last):
    return db.all(
        f"""
        SELECT establishment, sum(subtotal * sign) AS sales,
               coalesce(sum(subtotal * sign) FILTER (WHERE NOT electronic), 0.00) AS on_paper
          FROM ({LINES}) AS l
         GROUP BY establishment
         ORDER BY establishment
        """,
        first=first,
        last=last,
    )


def annulled(db, first, last, limit):
    """Invoices that were issued in these days and annulled since: a credit note is never annulled."""
    return db.all(
        """
        SELECT i.id AS invoice_id, i.number, '01' AS kind, s.establishment, s.emission_point, right(i.number, 9) AS sequential,
               e.access_key AS authorisation, i.issue_date, i.annul_reason AS reason
          FROM facturacion.invoices i
               JOIN facturacion.series s ON s.id = i.series_id
               LEFT JOIN facturacion.electronic_invoices e ON e.invoice_id = i.id
         WHERE i.status = 'ANNULLED' AND i.issue_date BETWEEN %(first)s AND %(last)s
         ORDER BY s.establishment, s.emission_point, i.number
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        limit=limit,
    )


def paid_by(db, first, last):
    """How the invoices of each buyer were paid: those that were not paid by themselves have no method."""
    return db.all(
        """
        SELECT i.buyer_id_type AS id_type, i.buyer_document AS document, e.id IS NOT NULL AS electronic,
               array_agg(DISTINCT p.method) AS methods
          FROM facturacion.invoices i
               JOIN facturacion.payments p ON p.invoice_id = i.id AND p.voided_at IS NULL
               LEFT JOIN facturacion.electronic_invoices e ON e.invoice_id = i.id
         WHERE i.status = 'ISSUED' AND i.issue_date BETWEEN %(first)s AND %(last)s
         GROUP BY 1, 2, 3
        """,
        first=first,
        last=last,
    )


def purchases(db, first, last, limit):
    """Every expense in force of these days, with what the annex asks of it; credit notes with positive amounts, too."""
    return db.all(
        """
        SELECT id AS expense_id, date AS day, description, document_type, document_number, supplier_ruc, supplier_name,
               abs(amount - iva) AS base, abs(base_zero) AS base_zero, abs(iva) AS iva, modified_number,
               modified_authorisation, withheld_income, withheld_iva, authorisation, tax_support, income_code,
               withholding_number, withholding_authorisation, payment_method
          FROM facturacion.operational_expenses
         WHERE active AND date BETWEEN %(first)s AND %(last)s
         ORDER BY date, id
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        limit=limit,
    )


def informant(db):
    """Who declares, with the establishments of its series."""
    return db.one("""
        SELECT ruc, legal_name, payment_code,
               (SELECT coalesce(array_agg(DISTINCT establishment ORDER BY establishment), '{}') FROM facturacion.series)
                   AS establishments
          FROM facturacion.issuer
        """)
