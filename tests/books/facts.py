"""What random books are made of: months, treatments, people, prices, and the statements that write them."""

from datetime import date
from decimal import Decimal

MONTHS = [date(2025, 2, 1), date(2025, 10, 1), date(2026, 1, 1)]
TREATMENTS = [
    (id, f"Tratamiento {id}", minutes) for id, minutes in enumerate((15, 20, 30, 45, 60, 90, 30, 40), 1)
]
DOCTORS = [(4, "Lucía Mora"), (6, "Hugo Paz"), (8, "Inés Paredes"), (None, None)]
# The patient whose quotes and packages these are.
PATIENT = 5
IVA = {"0": Decimal(0), "4": Decimal(15), "5": Decimal(5)}
AWKWARD = [Decimal(n) for n in ("0.01", "0.05", "7.77", "33.33", "40.00", "59.99", "120.00", "1249.95")]

DRAFT = """
    INSERT INTO facturacion.invoices (dated_on, buyer_id_type, buyer_document, buyer_name, appointment_id, completion,
                                      doctor_id, doctor_name, subtotal, discount, iva, total)
         VALUES (%(day)s, '05', '1714307103', 'María Torres', %(appointment_id)s, %(completion)s, %(doctor_id)s,
                 %(doctor_name)s, %(subtotal)s, %(discount)s, %(iva)s, %(subtotal)s + %(iva)s)
      RETURNING id
"""
LINES = """
    INSERT INTO facturacion.invoice_lines (invoice_id, position, kind, reference_id, description, quantity, unit_price,
                                           discount, iva_code, iva_rate, subtotal, iva, total)
    SELECT %(id)s, position, kind, reference_id, description, quantity, unit_price, discount, iva_code, iva_rate,
           subtotal, iva, total
      FROM jsonb_populate_recordset(NULL::facturacion.invoice_lines, %(lines)s)
"""
ISSUE = """
    UPDATE facturacion.invoices i
       SET status = 'ISSUED', series_id = s.id, sequential = s.next_sequential, issue_date = %(day)s,
           dated_on = %(day)s, issued_at = now()
      FROM facturacion.series s
     WHERE i.id = %(id)s
"""
# A quote of one treatment at a price of its own, with a rebate, sent and accepted.
QUOTE = """
    INSERT INTO facturacion.quotes (patient_id, patient_name, summary, valid_days, subtotal, discount, iva, total,
                                    created_by_id, created_by_name)
         VALUES (5, 'María Torres', 'Acordado', 30, %(amount)s, %(discount)s, 0, %(amount)s, '1', 'Ana') RETURNING id
"""
QUOTED = """
    INSERT INTO facturacion.quote_lines (quote_id, position, kind, reference_id, description, quantity, unit_price,
                                         discount, iva_code, iva_rate, subtotal, iva, total)
         VALUES (%(id)s, 1, 'TREATMENT', %(treatment)s, 'Acordado', %(quantity)s, %(price)s, %(discount)s, '0', 0,
                 %(amount)s, 0, %(amount)s)
"""
ACCEPTED = """
    UPDATE facturacion.quotes SET status = 'SENT', sent_at = now(), sent_by_id = '1', sent_by_name = 'Ana',
           valid_until = current_date WHERE id = %(id)s;
    UPDATE facturacion.quotes SET status = 'ACCEPTED' WHERE id = %(id)s;
    WITH said AS (
        INSERT INTO facturacion.quote_acceptances (quote_id, accepted_by, accepted_on, recorded_by_id, recorded_by_name)
             VALUES (%(id)s, 'María', current_date, '1', 'Ana') RETURNING id)
    UPDATE facturacion.quote_lines SET acceptance_id = (SELECT id FROM said) WHERE quote_id = %(id)s
"""
