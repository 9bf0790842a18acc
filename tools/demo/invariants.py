"""What must be true of the data whoever wrote them. Each query finds the rows that break a rule; none should."""

import time

from historia_clinica.notes.rules import content_sha256
from tools.messages import Problem

BROKEN = {
    "la existencia de un producto es la suma de sus lotes": """
        SELECT p.sku FROM inventario.products p LEFT JOIN inventario.lots l ON l.product_id = p.id
         GROUP BY p.id HAVING p.stock_quantity <> coalesce(sum(l.quantity), 0)""",
    "un lote es la suma de sus movimientos, y nunca menos que cero": """
        SELECT l.id FROM inventario.lots l LEFT JOIN inventario.stock_movements m ON m.lot_id = l.id
         GROUP BY l.id HAVING l.quantity <> coalesce(sum(m.quantity), 0) OR l.quantity < 0""",
    "el saldo de cada movimiento sigue al anterior": """
        SELECT id FROM (
            SELECT id, balance_after, sum(quantity) OVER (PARTITION BY product_id ORDER BY id) AS expected
              FROM inventario.stock_movements) AS ledger
         WHERE balance_after <> expected""",
    "nada se consume de un lote vencido": """
        SELECT m.id FROM inventario.stock_movements m JOIN inventario.lots l ON l.id = m.lot_id
         WHERE m.kind = 'CONSUMPTION' AND l.expiry_date < m.occurred_on AND NOT l.version > 1""",
    "cada compra con documento está en los libros por lo que entró a los lotes": """
        SELECT coalesce(r.id, e.stock_receipt_id)
          FROM (SELECT * FROM inventario.receipts WHERE annulled_at IS NULL AND document_type IS NOT NULL) AS r
          FULL JOIN (SELECT * FROM facturacion.operational_expenses WHERE active AND stock_receipt_id IS NOT NULL) AS e
            ON e.stock_receipt_id = r.id
         WHERE (r.amount, r.iva, r.stocked, r.document_number)
               IS DISTINCT FROM (e.amount, e.iva, e.stocked, e.document_number)""",
    "lo que se dio de baja, se contó o se devolvió está en los resultados por lo que costaba": """
        SELECT coalesce(m.id, c.id)
          FROM (SELECT m.id, -round(m.quantity * m.unit_cost, 2) AS cost
                  FROM inventario.stock_movements m
                 WHERE m.kind IN ('WRITE_OFF', 'ADJUSTMENT', 'RETURN')
                   AND NOT EXISTS (SELECT FROM inventario.stock_movements r WHERE r.reverses = m.id)) AS m
          FULL JOIN (SELECT * FROM facturacion.stock_changes WHERE undone_at IS NULL) AS c ON c.id = m.id
         WHERE m.cost IS DISTINCT FROM c.cost""",
    "cada cita atendida pasó por bodega, y solo ellas": """
        SELECT coalesce(a.id, c.appointment_id)
          FROM (SELECT id FROM citas.appointments WHERE status = 'COMPLETED') AS a
          FULL JOIN (SELECT appointment_id FROM inventario.consumptions WHERE returned_at IS NULL) AS c
            ON c.appointment_id = a.id
         WHERE a.id IS NULL OR c.appointment_id IS NULL""",
    "lo que usó una atención que se deshizo volvió a sus lotes": """
        SELECT c.appointment_id FROM inventario.consumptions c
          JOIN inventario.stock_movements m USING (appointment_id, completion)
         WHERE c.returned_at IS NOT NULL
         GROUP BY c.appointment_id, c.completion, m.lot_id HAVING sum(m.quantity) <> 0""",
    "el costo de una cita es el de los lotes que usó": """
        SELECT c.appointment_id
          FROM (SELECT appointment_id, coalesce(sum(cost) FILTER (WHERE returned_at IS NULL), 0) AS cost,
                       bool_and(returned_at IS NOT NULL) AS undone
                  FROM inventario.consumptions GROUP BY appointment_id) AS c
          LEFT JOIN inventario.stock_movements m ON m.appointment_id = c.appointment_id
          LEFT JOIN facturacion.appointment_costs f ON f.appointment_id = c.appointment_id
         GROUP BY c.appointment_id, c.cost, c.undone, f.cost
        HAVING c.cost <> round(coalesce(-sum(m.quantity * m.unit_cost), 0), 2)
            OR c.cost IS DISTINCT FROM CASE WHEN c.undone THEN coalesce(f.cost, 0) ELSE f.cost END""",
    "cada cita atendida con algo que cobrar tiene su factura o su borrador": """
        SELECT a.id FROM citas.appointments a
         WHERE a.status = 'COMPLETED'
           AND (EXISTS (SELECT FROM citas.appointment_treatments t WHERE t.appointment_id = a.id)
                OR EXISTS (SELECT FROM citas.appointment_extras e WHERE e.appointment_id = a.id))
           AND NOT EXISTS (SELECT FROM facturacion.invoices i WHERE i.appointment_id = a.id)
           AND NOT EXISTS (SELECT FROM facturacion.package_redemptions r
                            WHERE r.appointment_id = a.id AND r.undone_at IS NULL)""",
    "lo que se debe de un paquete es lo que se vendió menos las sesiones que se dieron o devolvieron": """
        SELECT p.id FROM facturacion.patient_packages p
          LEFT JOIN facturacion.package_redemptions r ON r.patient_package_id = p.id AND r.undone_at IS NULL
         WHERE p.voided_at IS NULL
         GROUP BY p.id
        HAVING p.remaining <> p.amount - coalesce(sum(r.value), 0) OR p.used <> count(r.id)""",
    "una comisión es la de su regla, y su liquidación la suma de las suyas": """
        SELECT l.id
          FROM facturacion.commission_due(ARRAY(SELECT id FROM facturacion.commission_lines)) AS d
          JOIN facturacion.commission_lines l ON l.id = d.line_id
          LEFT JOIN facturacion.commission_entries e ON e.line_id = l.id
         GROUP BY l.id, d.due HAVING l.accrued <> d.due OR coalesce(sum(e.amount), 0) <> d.due
        UNION ALL
        SELECT s.id FROM facturacion.commission_settlements s
          LEFT JOIN facturacion.commission_entries e ON e.settlement_id = s.id
         WHERE s.undone_at IS NULL
         GROUP BY s.id HAVING s.amount <> coalesce(sum(e.amount), 0)""",
    "de un presupuesto no se factura más que lo aceptado": """
        SELECT l.id FROM facturacion.quote_lines l
          LEFT JOIN facturacion.quote_billings b ON b.quote_line_id = l.id AND b.released_at IS NULL
         GROUP BY l.id
        HAVING l.billed <> coalesce(sum(b.quantity), 0)
            OR l.billed > CASE WHEN l.acceptance_id IS NULL THEN 0 ELSE l.quantity END""",
    "el costo de una factura es el de su cita": """
        SELECT i.id FROM facturacion.invoices i JOIN facturacion.appointment_costs c USING (appointment_id)
         WHERE i.status NOT IN ('ANNULLED', 'DISCARDED') AND i.cost IS DISTINCT FROM c.cost""",
    "los totales de una factura son los de sus líneas": """
        SELECT i.id FROM facturacion.invoices i
          LEFT JOIN (SELECT invoice_id, sum(base) AS subtotal, sum(discount) AS discount,
                            sum(round(base * iva_rate / 100, 2)) AS iva
                       FROM (SELECT invoice_id, iva_rate, sum(subtotal) AS base, sum(discount) AS discount
                               FROM facturacion.invoice_lines GROUP BY invoice_id, iva_code, iva_rate) AS rates
                      GROUP BY invoice_id) AS l ON l.invoice_id = i.id
         WHERE (i.subtotal, i.discount, i.iva, i.total)
               IS DISTINCT FROM (coalesce(l.subtotal, 0), coalesce(l.discount, 0), coalesce(l.iva, 0),
                                 coalesce(l.subtotal + l.iva, 0))""",
    "lo pagado de una factura es la suma de sus pagos y de lo que se le aplicó, y el saldo lo que falta": """
        SELECT i.id FROM facturacion.invoices i
         WHERE i.paid <> facturacion.settled(i.id)
            OR i.credited <> (SELECT coalesce(sum(total), 0) FROM facturacion.credit_notes WHERE invoice_id = i.id)
            OR i.balance <> CASE WHEN i.status IN ('ANNULLED', 'DISCARDED') THEN 0
                                 ELSE i.total - i.credited - i.paid END""",
    "lo que un paciente tiene a favor es la suma de sus movimientos": """
        SELECT a.patient_id FROM facturacion.patient_accounts a
          LEFT JOIN facturacion.account_movements m USING (patient_id)
         GROUP BY a.patient_id, a.credit
        HAVING a.credit <> coalesce(sum(CASE WHEN m.kind IN ('DEPOSIT', 'RELEASED') THEN m.amount
                                             WHEN m.kind IN ('APPLIED', 'REFUND') THEN -m.amount END), 0)""",
    "una serie no tiene huecos ni repeticiones, y sigue donde terminó": """
        SELECT s.id FROM facturacion.series s JOIN facturacion.invoices i ON i.series_id = s.id
         GROUP BY s.id
        HAVING max(i.sequential) - min(i.sequential) + 1 <> count(*)
            OR count(DISTINCT i.sequential) <> count(*) OR s.next_sequential <> max(i.sequential) + 1""",
    "nadie es atendido en dos citas a la vez, y nadie atiende dos sino por sobrecupo": """
        SELECT a.id FROM citas.appointments a JOIN citas.appointments b ON a.id < b.id AND a.during && b.during
         WHERE (a.patient_id = b.patient_id
                OR a.doctor_id = b.doctor_id AND NOT a.overbooked AND NOT b.overbooked
                OR a.room_id = b.room_id AND NOT a.overbook_room AND NOT b.overbook_room)
           AND a.status NOT IN ('CANCELLED', 'NO_SHOW') AND b.status NOT IN ('CANCELLED', 'NO_SHOW')""",
    "un consultorio y un equipo sirven a la vez a los que caben, con su preparación y su limpieza": """
        WITH used AS (
            SELECT a.id, use.*, citas.occupied(a.during, a.preparation_minutes, a.cleaning_minutes) AS span
              FROM citas.appointments a
             CROSS JOIN LATERAL (
                   SELECT 'room' AS what, r.id AS thing, r.capacity FROM citas.rooms r WHERE r.id = a.room_id
                   UNION ALL
                   SELECT 'equipment', e.id, e.capacity FROM citas.equipment e WHERE e.id = ANY (a.equipment_ids)) AS use
             WHERE a.status NOT IN ('CANCELLED', 'NO_SHOW') AND NOT a.overbook_room),
        counted AS (
            SELECT used.id, capacity, sum(step) OVER (PARTITION BY what, thing ORDER BY moment, step, used.id) AS at_once
              FROM used CROSS JOIN LATERAL (VALUES (lower(span), 1), (upper(span), -1)) AS steps (moment, step))
        SELECT id FROM counted WHERE at_once > capacity""",
    "la huella de un odontograma es la de sus hallazgos": """
        SELECT o.id FROM historia_clinica.odontograms o
         WHERE o.status = 'SIGNED' AND o.sha256 <> historia_clinica.odontogram_sha256(o)""",
    "la huella de un periodontograma es la de sus medidas": """
        SELECT o.id FROM historia_clinica.periodontograms o
         WHERE o.status = 'SIGNED' AND o.sha256 <> historia_clinica.periodontogram_sha256(o)""",
}
SIGNED = """
    SELECT n.id, n.content_sha256, jsonb_build_object(
           'patient_id', n.patient_id, 'appointment_id', n.appointment_id, 'reason', n.reason,
           'subjective', n.subjective, 'objective', n.objective, 'assessment', n.assessment, 'plan', n.plan,
           'author', jsonb_build_object('id', n.author_id, 'name', n.author_name),
           'visit', n.visit, 'diagnoses', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'condition', d.condition, 'description', d.description,
                                                                      'kind', d.kind) ORDER BY d.position), '[]')
                           FROM historia_clinica.diagnoses d WHERE d.note_id = n.id))
      FROM historia_clinica.clinical_notes n WHERE n.status = 'SIGNED'
"""
PATIENCE_SECONDS = 20


def broken(suite):
    """{rule: up to five of the rows that break it}."""
    found = {rule: [row[0] for row in suite.rows(f"{query} LIMIT 5")] for rule, query in BROKEN.items()}
    found["la firma de una nota es la de su contenido"] = [
        id for id, signature, content in suite.rows(SIGNED) if content_sha256(content) != signature
    ][:5]
    return {rule: rows for rule, rows in found.items() if rows}


def check(suite):
    """Raise a Problem unless everything holds; what services are still telling each other gets a little time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while found := broken(suite):
        if time.monotonic() > deadline:
            lines = "\n".join(f"  {rule}: {rows}" for rule, rows in found.items())
            raise Problem(f"Los datos no son coherentes. Esto debería cumplirse siempre:\n{lines}")
        time.sleep(0.5)
    return len(BROKEN) + 1
