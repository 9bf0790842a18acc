"""What the ATS of a month is made of: sales by buyer, by establishment, what was annulled, and purchases."""

# Codes of the ATS: 18 is what is sold with an invoice, 04 a credit note. Notes are told with positive amounts.
LINES = """
    SELECT i.buyer_id_type AS id_type, i.buyer_document AS document, '18' AS kind, i.id, s.establishment,
           e.id IS NOT NULL AS electronic, l.iva_code, l.subtotal, l.iva, 1 AS sign
      FROM facturacion.invoices i
           JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
           JOIN facturacion.series s ON s.id = i.series_id
           LEFT JOIN facturacion.electronic_invoices e ON e.invoice_id = i.id
     WHERE i.status = 'ISSUED' AND i.issue_date BETWEEN %(first)s AND %(last)s
     UNION ALL
    SELECT i.buyer_id_type, i.buyer_document, '04', n.id, s.establishment, e.id IS NOT NULL, l.iva_code, l.subtotal,
           l.iva, -1
      FROM facturacion.credit_notes n
           JOIN facturacion.invoices i ON i.id = n.invoice_id
           JOIN facturacion.credit_note_lines l ON l.credit_note_id = n.id
           JOIN facturacion.series s ON s.id = n.series_id
           LEFT JOIN facturacion.electronic_invoices e ON e.credit_note_id = n.id
     WHERE n.issue_date BETWEEN %(first)s AND %(last)s"""


def sales(db, first, last, limit):
    """One row for each buyer and kind of document; `electronic` where each of them has an electronic document."""
    return db.all(
        f"""
        SELECT id_type, document, kind, count(DISTINCT l.id) AS count,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '6'), 0.00) AS base_not_subject,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '7'), 0.00) AS base_exempt,
               coalesce(sum(subtotal) FILTER (WHERE iva_code = '0'), 0.00) AS base_zero,
               coalesce(sum(subtotal) FILTER (WHERE iva_code NOT IN ('0', '6', '7')), 0.00) AS base_taxed,
               sum(l.iva) AS iva, bool_and(electronic) AS electronic
          FROM ({LINES}) AS l
         GROUP BY id_type, document, kind
         ORDER BY document, kind
         LIMIT %(limit)s
        """,
        first=first,
        last=last,
        limit=limit,
    )


def establishments(db, first, last):
    return db.all(
        f"""
        SELECT establishment, sum(subtotal * sign) AS sales
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
        SELECT '01' AS kind, s.establishment, s.emission_point, right(i.number, 9) AS sequential,
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
