"""Margins: the ledger of results, the sums that reports read, and how expenses are shared."""

from pathlib import Path
from zoneinfo import ZoneInfo

from common.config import read
from migrations.sql import run

revision = "0030"
down_revision = "0029"

TABLES = Path(__file__).with_suffix(".sql")

# What an installation has charged and used so far. Of what was used until now only each appointment's cost is known.
KNOWN = """
INSERT INTO facturacion.appointment_materials (appointment_id, completion, day, doctor_id, doctor_name, cost)
     SELECT c.appointment_id, coalesce(i.completion, 1), (c.consumed_at AT TIME ZONE '{zone}')::date, i.doctor_id,
            i.doctor_name, c.cost
       FROM facturacion.appointment_costs c
       LEFT JOIN facturacion.invoices i
            ON i.appointment_id = c.appointment_id AND i.status NOT IN ('ANNULLED', 'DISCARDED')
      WHERE c.cost IS NOT NULL;
INSERT INTO facturacion.result_entries
       (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
     SELECT i.issue_date, 'INVOICE', i.id, entered.kind, entered.reference_id, max(l.description), i.doctor_id,
            i.doctor_name, i.appointment_id, sum(l.subtotal)
       FROM facturacion.invoices i
       JOIN facturacion.invoice_lines l ON l.invoice_id = i.id
      CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
      WHERE i.status = 'ISSUED'
      GROUP BY i.id, entered.kind, entered.reference_id
     HAVING sum(l.subtotal) <> 0;
INSERT INTO facturacion.result_changes (day, invoices, charged, receivable)
     SELECT issue_date, count(*), sum(total), sum(balance)
       FROM facturacion.invoices WHERE status = 'ISSUED' GROUP BY issue_date;
INSERT INTO facturacion.result_changes (day, collected)
     SELECT received_on, sum(amount) FROM facturacion.payments WHERE voided_at IS NULL GROUP BY received_on;
SELECT facturacion.fold_results();
"""

# The version before refuses to show a permission that it does not know.
REVOKE = """
UPDATE auth.roles SET permissions = array_remove(permissions, 'reports:write')
 WHERE 'reports:write' = ANY (permissions);
UPDATE auth.api_clients SET permissions = array_remove(permissions, 'reports:write')
 WHERE 'reports:write' = ANY (permissions);
"""

BACK = """
DROP TRIGGER payments_uncount ON facturacion.payments;
DROP TRIGGER payments_count ON facturacion.payments;
DROP TRIGGER invoices_count ON facturacion.invoices;
DROP TRIGGER invoices_enter ON facturacion.invoices;
DROP TABLE facturacion.result_changes, facturacion.result_days, facturacion.result_months, facturacion.result_entries,
    facturacion.appointment_materials, facturacion.expense_sharing;
DROP FUNCTION facturacion.count_payment, facturacion.count_invoice, facturacion.enter_invoice, facturacion.entered,
    facturacion.enter_materials, facturacion.sum_entries, facturacion.fold_sometimes, facturacion.fold_results;
"""


def upgrade():
    run(TABLES.read_text())
    # Which day it was when materials were used is the clinic's to say: the setting that the services read.
    run(KNOWN.replace("{zone}", ZoneInfo(read("CLINIC_TIMEZONE") or "America/Guayaquil").key))


def downgrade():
    run(REVOKE)
    run(BACK)
