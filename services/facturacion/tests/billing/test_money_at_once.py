"""Money under many writers: every ledger stays equal to what is owed less what is in favour.

Full size, in the `proofs` of `./clinica test`: `MONEY_WALK=2000x8`, acts and writers.
"""

import os
import random
import secrets
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from .walk import Walk

ACTS, WRITERS = (int(part) for part in os.environ.get("MONEY_WALK", "240x4").split("x"))
# What a random act may be answered: done, or refused for the state that another writer left.
EXPECTED = {200, 201, 409, 412, 422}
DIFFERENT = """
    WITH ledger AS (
           SELECT patient_id, sum(amount) AS balance
             FROM (SELECT patient_id, total AS amount FROM facturacion.invoices WHERE status = 'ISSUED'
                   UNION ALL
                   SELECT i.patient_id, -n.total
                     FROM facturacion.credit_notes n JOIN facturacion.invoices i ON i.id = n.invoice_id
                   UNION ALL
                   SELECT i.patient_id, -p.amount
                     FROM facturacion.payments p JOIN facturacion.invoices i ON i.id = p.invoice_id
                    WHERE p.voided_at IS NULL
                   UNION ALL
                   SELECT patient_id, CASE kind WHEN 'DEPOSIT' THEN -amount ELSE amount END
                     FROM facturacion.account_movements WHERE kind IN ('DEPOSIT', 'REFUND', 'RETURNED', 'BOUNCED')) AS entries
            WHERE patient_id = ANY (%(patients)s)
            GROUP BY patient_id),
         stands AS (
           SELECT p.id AS patient_id,
                  (SELECT coalesce(sum(balance), 0) FROM facturacion.invoices
                    WHERE patient_id = p.id AND status = 'ISSUED')
                  - coalesce((SELECT credit FROM facturacion.patient_accounts WHERE patient_id = p.id), 0) AS balance
             FROM unnest(%(patients)s::bigint[]) AS p (id))
    SELECT s.patient_id, coalesce(l.balance, 0) AS ledger, s.balance
      FROM stands s LEFT JOIN ledger l USING (patient_id)
     WHERE coalesce(l.balance, 0) <> s.balance
"""
# What quotes, commissions and settlements are made of, against what they say.
CONTRADICTED = """
    SELECT 'commission' AS of, l.id
      FROM facturacion.commission_lines l
      JOIN facturacion.commission_due(ARRAY(
             SELECT id FROM facturacion.commission_lines WHERE doctor_id = %(doctor)s)) AS d ON d.line_id = l.id
     WHERE l.accrued <> d.due
        OR l.accrued <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries WHERE line_id = l.id)
    UNION ALL
    SELECT 'settlement', s.id FROM facturacion.commission_settlements s
     WHERE s.doctor_id = %(doctor)s
       AND CASE WHEN s.undone_at IS NULL THEN s.amount ELSE 0 END
           <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries WHERE settlement_id = s.id)
    UNION ALL
    SELECT 'quote', l.id FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
     WHERE q.patient_id = ANY (%(patients)s)
       AND l.billed <> (SELECT coalesce(sum(quantity), 0) FROM facturacion.quote_billings
                         WHERE quote_line_id = l.id AND released_at IS NULL)
    UNION ALL
    SELECT 'billed twice', l.id FROM facturacion.quote_lines l JOIN facturacion.quotes q ON q.id = l.quote_id
     WHERE q.patient_id = ANY (%(patients)s)
       AND l.quantity < (SELECT coalesce(sum(b.quantity), 0)
                           FROM facturacion.quote_billings b JOIN facturacion.invoices i ON i.id = b.invoice_id
                          WHERE b.quote_line_id = l.id AND i.status IN ('DRAFT', 'ISSUED') AND b.released_at IS NULL)
"""
RULE = """
    INSERT INTO facturacion.commission_rules (doctor_id, doctor_name, percent, basis, net_of_materials, valid_from)
         VALUES (%(doctor)s, 'Lucía', 30, 'COLLECTED', true, '2026-01-01')
"""


def test_a_random_walk_keeps_every_ledger_equal_to_what_is_owed_less_what_is_in_favour(
    call, new_patient, new_issued, new_package, sell, line, committed_suite, completed, attend
):
    seed = int(os.environ.get("MONEY_SEED", secrets.randbelow(10**6)))
    print(f"MONEY_SEED={seed}")
    patients = [new_patient(number) for number in range(3)]
    doctor = 10**9 + secrets.randbelow(10**9)
    walk = Walk(call, attend, completed, new_issued, sell, line, patients, new_package(), doctor)
    for patient in patients:
        call("post", f"/patients/{patient}/deposits", {"amount": "80.00", "method": "CHECK"})
        for price in ("33.33", "120.00"):
            invoice = new_issued(patient, [line(quantity="3", unit_price=price, iva_code="4")])
            walk.invoices[patient].append(invoice["id"])
    database = committed_suite[2]["facturacion"]
    with database.transaction() as tx:
        tx.run(RULE, doctor=doctor)
    wrong, strange = [], []

    def write(writer):
        dice = random.Random(f"{seed}:{writer}")
        for act in range(ACTS // WRITERS):
            answer = walk.step(dice, None if act else "bounce_first")
            if answer.status_code not in EXPECTED:
                strange.append((answer.status_code, answer.json))
            with database.transaction() as tx:
                tx.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                wrong.extend(tx.all(DIFFERENT, patients=patients))
                wrong.extend(tx.all(CONTRADICTED, patients=patients, doctor=doctor))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert not strange and not wrong
    with database.transaction() as tx:
        assert tx.value(
            "SELECT count(*) FROM facturacion.account_movements WHERE kind = 'BOUNCED' AND patient_id = ANY (%(p)s)",
            p=patients,
        )
    for mine in (one for held in walk.bought.values() for one in held):
        after = call("get", f"/patient-packages/{mine['id']}").json
        given = [use for use in after["uses"] if use["undone_at"] is None]
        worth = sum(Decimal(use["value"]) for use in given)
        assert (after["used"], Decimal(after["delivered"]) + Decimal(after["refunded"])) == (
            len(given),
            worth,
        )
    for patient in patients:
        account = call("get", f"/patients/{patient}/account").json
        assert Decimal(account["balance"]) == Decimal(account["owed"]) - Decimal(account["credit"])
        last = account["entries"][-1]["balance"] if account["entries"] else "0.00"
        assert Decimal(last) == Decimal(account["balance"]), f"MONEY_SEED={seed}"
        assert sum(Decimal(entry["amount"]) for entry in account["entries"]) == Decimal(account["balance"])
