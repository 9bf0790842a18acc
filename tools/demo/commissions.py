"""What the dentists earn: a rule or two for each, what that came to in the three months, and its settlements."""

from datetime import timedelta

from tools.demo.bulk import insert

# Of whom, of which treatment (None: of all), percent or amount a session, on what, less materials or not.
RULES = (
    ("general", None, 30, None, "COLLECTED", False),
    ("orthodontics", None, 28, None, "CHARGED", True),
    ("orthodontics", "ORT-01", None, "95.00", "CHARGED", False),
    ("surgery", None, 35, None, "COLLECTED", True),
)
RULE = """doctor_id, doctor_name, treatment_id, treatment_name, percent, amount, basis, net_of_materials, valid_from"""
# As facturacion does when it issues an invoice, and when a session of a package is given.
LINES = """
    INSERT INTO facturacion.commission_lines
           (rule_id, doctor_id, doctor_name, invoice_id, redemption_id, treatment_id, treatment_name, appointment_id)
    SELECT rule.id, done.*
      FROM (SELECT i.doctor_id, i.doctor_name, i.id AS invoice_id, NULL::bigint AS redemption_id,
                   l.reference_id, max(l.description), i.appointment_id
              FROM facturacion.invoices i JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
             WHERE i.status = 'ISSUED' AND l.kind = 'TREATMENT' AND l.subtotal > 0
             GROUP BY i.id, l.reference_id
            UNION ALL
            SELECT u.doctor_id, u.doctor_name, p.invoice_id, u.id, t.treatment_id, t.treatment_name, u.appointment_id
              FROM facturacion.package_redemptions u
              JOIN facturacion.patient_packages p ON p.id = u.patient_package_id
              JOIN facturacion.patient_package_items t ON t.id = u.item_id) AS done
     CROSS JOIN LATERAL facturacion.commission_rule(done.doctor_id, done.reference_id, %(first)s) AS rule (id)
     WHERE rule.id IS NOT NULL
     ORDER BY done.invoice_id, done.redemption_id
"""
# Each when it was charged, when the session was given, or when the last of its money came.
ENTRIES = """
    INSERT INTO facturacion.commission_entries (line_id, doctor_id, day, amount)
    SELECT l.id, l.doctor_id,
           coalesce(u.day, CASE r.basis WHEN 'COLLECTED' THEN (
                      SELECT max(received_on) FROM facturacion.payments p WHERE p.invoice_id = i.id) END, i.issue_date)
           AS day, d.due
      FROM facturacion.commission_due(ARRAY(SELECT id FROM facturacion.commission_lines)) AS d
      JOIN facturacion.commission_lines l ON l.id = d.line_id
      JOIN facturacion.commission_rules r ON r.id = l.rule_id
      JOIN facturacion.invoices i ON i.id = l.invoice_id
      LEFT JOIN facturacion.package_redemptions u ON u.id = l.redemption_id
     WHERE d.due <> 0
     ORDER BY day, l.id
"""
PENDING = """
    SELECT doctor_id FROM facturacion.commission_entries
     WHERE settlement_id IS NULL AND day <= %(last)s
     GROUP BY doctor_id HAVING sum(amount) > 0 ORDER BY sum(amount) DESC
"""


def write(past):
    """The rules as of the first day of the history, and what it earned under them."""
    known, first = past.known, past.plan.history[0].start.date()
    rows = [
        (*known.users[doctor][:2], known.treatments.get(code), past.treatment_names.get(code), percent, amount, basis,
         net, first)
        for doctor, code, percent, amount, basis, net in RULES
    ]  # fmt: skip
    insert(past.cursor, "facturacion.commission_rules", RULE, rows)
    past.cursor.execute(LINES, {"first": first})
    past.cursor.execute(ENTRIES)


def settle(suite, plan, known):
    """Two dentists are settled up to the end of last month; the first is paid, the second waits for it.

    A history that began after that is settled up to its tenth day.
    """
    ((already,),) = suite.rows("SELECT count(*) FROM facturacion.commission_settlements")
    tenth = plan.history[0].start.date() + timedelta(days=10)
    last = max(plan.day.replace(day=1) - timedelta(days=1), tenth)
    for place, (doctor,) in enumerate(suite.rows(PENDING, last=last)[: 0 if already else 2]):
        made = suite.post("facturacion/commission-settlements", {"doctor_id": doctor, "last": f"{last}"})
        if place == 0:
            paid = {"date": f"{plan.day}", "payment_method": "TRANSFER"}
            suite.post(f"facturacion/commission-settlements/{made['id']}/payment", paid)
