"""Margin over everything + what is not allocated = the result of the month, to the cent, over random invoices.

What can happen to an invoice is one function of ACTS each: whoever adds a kind of fact adds it there. The sums that
reports read are held against the tables behind them, and every view against every rule.
"""

import os
import random
from calendar import monthrange
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import psycopg2
import pytest

from common.store.db import Database, json
from facturacion.billing.service import agreements, results
from facturacion.commissions import queries as commissions
from facturacion.money import cents, spread
from facturacion.packages.queries import sold as sold_packages
from facturacion.packages.queries import uses
from facturacion.packages import rules as packaging
from facturacion.reports.reads import margin as reads
from facturacion.reports.reads import sales
from tests import template

SEED = int(os.environ.get("RECONCILING_SEED", "20261128"))
INVOICES, BLOCK = int(os.environ.get("RECONCILING_INVOICES", "300")), 100
MONTHS = [date(2025, 2, 1), date(2025, 10, 1), date(2026, 1, 1)]
TREATMENTS = [
    (id, f"Tratamiento {id}", minutes) for id, minutes in enumerate((15, 20, 30, 45, 60, 90, 30, 40), 1)
]
DOCTORS = [(4, "Lucía Mora"), (6, "Hugo Paz"), (8, "Inés Paredes"), (None, None)]
# Of a treatment before all; on what is charged or collected, with and without materials, and an amount a session.
RULE = {
    "basis": "CHARGED",
    "net_of_materials": False,
    "valid_from": date(2025, 1, 1),
    "doctor_name": "Quien sea",
}
RULES = [
    RULE | {"doctor_id": 4, "percent": Decimal("33.33")},
    RULE | {"doctor_id": 4, "percent": 10, "treatment_id": 2, "treatment_name": "Dos", "basis": "COLLECTED"},
    RULE | {"doctor_id": 6, "percent": 25, "net_of_materials": True, "basis": "COLLECTED"},
    RULE | {"doctor_id": 8, "amount": Decimal("7.77")},
]
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


class Walk:
    """A clinic's books, written at random by the same statements and triggers as by hand."""

    def __init__(self, tx, random):
        self.tx, self.random = tx, random
        self.visits = 0
        self.standing = []

    def day(self):
        first = self.random.choice(MONTHS)
        return first.replace(day=self.random.randint(1, monthrange(first.year, first.month)[1]))

    def invoice(self):
        """Of a visit or of none, with discounts on its lines, issued at once; then perhaps paid."""
        day = self.day()
        doctor = self.random.choice(DOCTORS)
        visit = self.attend(day, doctor) if self.random.random() < 0.8 else None
        lines = [self.line(position) for position in range(1, self.random.randint(1, 3) + 1)]
        told, taken = [], []
        if self.random.random() < 0.2:
            lines, told, taken = agreements.take(self.tx, PATIENT, lines)
        if not taken:
            self.discount(lines)
        for position, line in enumerate(lines, 1):
            line["position"] = position
            line["iva_rate"] = IVA[line["iva_code"]]
            line["subtotal"] = cents(line["quantity"] * line["unit_price"]) - line["discount"]
            line["iva"] = cents(line["subtotal"] * line["iva_rate"] / 100)
            line["total"] = line["subtotal"] + line["iva"]
        bases = {}
        for line in lines:
            key = line["iva_code"], line["iva_rate"]
            bases[key] = bases.get(key, 0) + line["subtotal"]
        iva = sum(cents(base * rate / 100) for (_, rate), base in bases.items())
        subtotal = sum(line["subtotal"] for line in lines)
        if not subtotal:
            return
        id = self.tx.value(
            DRAFT,
            day=day,
            appointment_id=visit,
            completion=visit and 1,
            doctor_id=doctor[0],
            doctor_name=doctor[1],
            subtotal=subtotal,
            discount=sum(line["discount"] for line in lines),
            iva=iva,
        )
        self.tx.run(LINES, id=id, lines=json(lines))
        agreements.bill(self.tx, id, told, taken)
        if visit and self.random.random() < 0.04:
            return self.reopen(visit)
        self.tx.run(ISSUE, id=id, day=day)
        commissions.open_lines(self.tx, id, day)
        commissions.accrue(self.tx, day, invoice_id=id)
        self.standing.append((id, subtotal + iva, day))

    def line(self, position):
        kind = self.random.choices(("TREATMENT", "PRODUCT", "OTHER"), (8, 2, 1))[0]
        code, rate = self.random.choice(list(IVA.items()))
        return {
            "position": position,
            "kind": kind,
            "reference_id": None if kind == "OTHER" else self.random.randint(1, len(TREATMENTS)),
            "description": "Lo que sea",
            "quantity": Decimal(self.random.choice(("1", "2", "0.333", "3"))),
            "unit_price": self.random.choice(AWKWARD),
            "discount": Decimal(0),
            "iva_code": code,
            "iva_rate": rate,
        }

    def discount(self, lines):
        """On the whole, spread over the lines."""
        gross = [cents(line["quantity"] * line["unit_price"]) for line in lines]
        if self.random.random() < 0.25:
            amount = cents(sum(gross) * self.random.randint(1, 40) / 100)
            for line, share in zip(lines, spread(amount, gross, most=gross), strict=True):
                line["discount"] = share

    def attend(self, day, doctor):
        """A visit done, and what it used of which lots; of some only the sum is known."""
        self.visits += 1
        self.tx.run(
            """
            INSERT INTO facturacion.result_entries (day, source, source_id, kind, reference_id, name, doctor_id,
                                                    doctor_name, appointment_id, minutes, sessions)
                 VALUES (%(day)s, 'VISIT', 1, 'TREATMENT', %(id)s, %(name)s, %(doctor_id)s, %(doctor_name)s,
                         %(visit)s, %(minutes)s, 1)
            """,
            day=day,
            visit=self.visits,
            doctor_id=doctor[0],
            doctor_name=doctor[1],
            **dict(zip(("id", "name", "minutes"), self.random.choice(TREATMENTS), strict=True)),
        )
        cost = cents(Decimal(self.random.randint(0, 4000)) / 100)
        known = self.random.random() < 0.9
        weights = (
            [Decimal(self.random.randint(1, 9)) for _ in range(self.random.randint(1, 3))] if known else [1]
        )
        parts = [
            {
                "kind": "TREATMENT" if known else None,
                "reference_id": self.random.randint(1, len(TREATMENTS)) if known else None,
                "cost": share,
            }
            for share in spread(cost, weights)
        ]
        self.tx.run(
            """
            INSERT INTO facturacion.appointment_materials (appointment_id, completion, day, doctor_id, doctor_name, kind,
                                                           reference_id, cost)
            SELECT %(visit)s, 1, %(day)s, %(doctor_id)s, %(doctor_name)s, kind, reference_id, cost
              FROM jsonb_populate_recordset(NULL::facturacion.appointment_materials, %(parts)s)
            """,
            visit=self.visits,
            day=day,
            doctor_id=doctor[0],
            doctor_name=doctor[1],
            parts=json(parts),
        )
        return self.visits

    def reopen(self, visit):
        results.undo(self.tx, visit, 1)
        results.give_back(self.tx, visit, 1)
        self.tx.run(
            """
            UPDATE facturacion.invoices SET status = 'DISCARDED', annul_reason = 'Reabierta'
             WHERE appointment_id = %(visit)s
            """,
            visit=visit,
        )

    def annul(self):
        id, _, day = self.standing.pop(self.random.randrange(len(self.standing)))
        self.tx.run(
            "UPDATE facturacion.invoices SET status = 'ANNULLED', annul_reason = 'Error' WHERE id = %(id)s",
            id=id,
        )
        commissions.accrue(self.tx, self.later(day), invoice_id=id)

    def pay(self):
        id, total, day = self.standing.pop(self.random.randrange(len(self.standing)))
        amount = total if self.random.random() < 0.7 else max(Decimal("0.01"), cents(total / 3))
        payment = self.tx.value(
            """
            INSERT INTO facturacion.payments (invoice_id, method, amount, received_on, received_by_id, received_by_name)
                 VALUES (%(id)s, 'TRANSFER', %(amount)s, %(day)s, '1', 'Ana') RETURNING id
            """,
            id=id,
            amount=amount,
            day=day,
        )
        if self.random.random() < 0.1:
            self.tx.run(
                """
                UPDATE facturacion.payments
                   SET voided_at = now(), voided_by_id = '1', voided_by_name = 'Ana', void_reason = 'Error'
                 WHERE id = %(id)s
                """,
                id=payment,
            )
        commissions.accrue(self.tx, self.later(day), invoice_id=id)

    def credit(self):
        """A note on part of a line of an unpaid invoice, on a later day; of the same month or of another."""
        id, _, day = self.standing.pop(self.random.randrange(len(self.standing)))
        line = self.random.choice(
            self.tx.all("SELECT * FROM facturacion.invoice_lines WHERE invoice_id = %(id)s", id=id)
        )
        subtotal = cents(line["subtotal"] / self.random.choice((1, 2, 3)))
        # The IVA of an invoice is rounded once for each rate: that of one line alone may be a cent more.
        iva = (
            min(cents(subtotal * line["iva_rate"] / 100), line["iva"])
            if subtotal < line["subtotal"]
            else Decimal(0)
        )
        if not subtotal:
            return
        self.note(id, line["id"], self.later(day), subtotal, iva, line["iva_code"], line["iva_rate"])

    def note(self, id, line, day, subtotal, iva, code, rate):
        """A credit note of one line; its id."""
        note = self.tx.value(
            """
            INSERT INTO facturacion.credit_notes (invoice_id, series_id, sequential, number, issue_date, reason, subtotal,
                                                  iva, total, returned, issued_by_id, issued_by_name)
            SELECT %(id)s, series_id, next_sequential, '', %(day)s, 'Error', %(subtotal)s, %(iva)s,
                   %(subtotal)s + %(iva)s, 0, '1', 'Ana'
              FROM facturacion.credit_series
         RETURNING id
            """,
            id=id,
            day=day,
            subtotal=subtotal,
            iva=iva,
        )
        self.tx.run(
            """
            INSERT INTO facturacion.credit_note_lines (credit_note_id, invoice_line_id, position, quantity, iva_code,
                                                       iva_rate, subtotal, iva)
                 VALUES (%(note)s, %(line)s, 1, 0.001, %(code)s, %(rate)s, %(subtotal)s, %(iva)s)
            """,
            note=note,
            line=line,
            code=code,
            rate=rate,
            subtotal=subtotal,
            iva=iva,
        )
        commissions.accrue(self.tx, day, invoice_id=id)
        return note

    def sell(self):
        """A package for a patient, and some of its sessions: given by one of the doctors, perhaps undone, or refunded."""
        day, amount = self.day(), self.random.choice(AWKWARD)
        sessions = self.random.randint(1, 7)
        id = self.tx.value(
            """
            INSERT INTO facturacion.invoices (dated_on, buyer_id_type, buyer_document, buyer_name, patient_id, subtotal,
                                              discount, iva, total)
                 VALUES (%(day)s, '05', '1714307103', 'María Torres', 5, %(amount)s, 0, 0, %(amount)s) RETURNING id
            """,
            day=day,
            amount=amount,
        )
        sold = self.line(1) | {
            "kind": "PACKAGE",
            "reference_id": self.package,
            "iva_code": "0",
            "iva_rate": 0,
        }
        sold |= {"quantity": 1, "unit_price": amount, "subtotal": amount, "iva": 0, "total": amount}
        self.tx.run(LINES, id=id, lines=json([sold]))
        self.tx.run(ISSUE, id=id, day=day)
        line = self.tx.value("SELECT id FROM facturacion.invoice_lines WHERE invoice_id = %(id)s", id=id)
        expires = self.random.random() < 0.1
        held = sold_packages.insert(
            self.tx,
            [{"treatment_id": 1, "treatment_name": "Tratamiento 1", "sessions": sessions, "amount": amount}],
            package_id=self.package,
            invoice_id=id,
            invoice_line_id=line,
            place=1,
            name="Paquete",
            patient_id=5,
            patient_name="María Torres",
            sold_on=day,
            expires_on=day if expires else None,
            amount=amount,
            sessions=sessions,
        )
        (item,) = sold_packages.items(self.tx, held["id"])
        given = 0 if expires else self.random.randint(0, sessions)
        for session in range(1, given + 1):
            doctor = self.random.choice(DOCTORS)
            use = dict.fromkeys(uses.USE) | {"patient_package_id": held["id"], "item_id": item["id"]}
            use |= {"kind": "REDEEMED", "session": session, "day": self.later(day), "patient_id": 5}
            use |= {"doctor_id": doctor[0], "doctor_name": doctor[1]}
            if self.random.random() < 0.7:
                self.visits += 1
                use |= {"appointment_id": self.visits, "completion": 1}
            row = uses.insert(self.tx, **use)
            commissions.open_session(self.tx, row["id"])
            commissions.accrue(self.tx, use["day"], redemption_id=row["id"])
            if self.random.random() < 0.15:
                uses.undo(self.tx, row["id"], "Reabierta", "1", "Ana")
                commissions.accrue(self.tx, self.later(use["day"]), redemption_id=row["id"])
        if expires:
            self.expire(held, item, range(1, sessions + 1), day + timedelta(days=1))
        elif given < sessions and self.random.random() < 0.3:
            self.refund(id, line, held, item, range(given + 1, sessions + 1), day)

    def expire(self, held, item, numbers, day):
        """What nobody came for is income once somebody says so; perhaps taken back."""
        for number in numbers:
            use = dict.fromkeys(uses.USE) | {"patient_package_id": held["id"], "item_id": item["id"]}
            row = uses.insert(self.tx, **use | {"kind": "EXPIRED", "session": number, "day": day})
            if self.random.random() < 0.2:
                uses.undo(self.tx, row["id"], "Se le amplía el plazo", "1", "Ana")

    def refund(self, id, line, held, item, numbers, day):
        values = [packaging.value_of(item, number) for number in numbers]
        if not sum(values):
            return
        note = self.note(id, line, self.later(day), sum(values), Decimal(0), "0", Decimal(0))
        for number in numbers:
            use = dict.fromkeys(uses.USE) | {"patient_package_id": held["id"], "item_id": item["id"]}
            use |= {"kind": "REFUNDED", "session": number, "day": day, "credit_note_id": note}
            uses.insert(self.tx, **use)

    def agree(self):
        """A quote is accepted: what is charged next may have its price, as often as was accepted."""
        quantity, price = Decimal(self.random.randint(1, 4)), self.random.choice(AWKWARD)
        discount = cents(quantity * price * self.random.randint(0, 30) / 100)
        sums = {"discount": discount, "amount": quantity * price - discount}
        id = self.tx.value(QUOTE, **sums)
        treatment = self.random.randint(1, len(TREATMENTS))
        self.tx.run(QUOTED, id=id, treatment=treatment, quantity=quantity, price=price, **sums)
        self.tx.run(ACCEPTED, id=id)

    def settle(self):
        """What a professional earned up to a day is settled; perhaps paid, which is no cost again, or undone."""
        doctor = self.random.choice(DOCTORS[:3])
        last = self.random.choice(MONTHS).replace(day=28)
        entries = commissions.lock_pending(self.tx, doctor[0], last)
        amount = sum(entry["amount"] for entry in entries)
        if amount <= 0:
            return
        known = {"doctor_id": doctor[0], "doctor_name": doctor[1], "first": entries[0]["day"], "last": last}
        known |= {"first": min(entry["day"] for entry in entries), "entries": len(entries), "amount": amount}
        known |= {"made_by_id": "1", "made_by_name": "Ana"}
        id = commissions.insert_settlement(self.tx, [entry["id"] for entry in entries], **known)
        for when in ("IMMEDIATE", "DEFERRED"):
            self.tx.run(f"SET CONSTRAINTS facturacion.commission_settlements_add_up {when}")
        if self.random.random() < 0.4:
            commissions.undo_settlement(self.tx, id, "Error", "Ana")
        elif self.random.random() < 0.5:
            commissions.pay_settlement(self.tx, id, self.spend(amount, of_commissions=True))

    def later(self, day):
        return self.random.choice([day, *(later for later in MONTHS if later > day)])

    def spend(self, amount=None, of_commissions=False):
        return self.tx.value(
            """
            INSERT INTO facturacion.operational_expenses (date, category, description, amount, payment_method,
                                                          recorded_by_id, recorded_by_name, of_commissions)
                 VALUES (%(day)s, 'Varios', 'Lo que sea', %(amount)s, 'CASH', '1', 'Ana', %(of_commissions)s)
              RETURNING id
            """,
            day=self.day(),
            amount=amount or self.random.choice(AWKWARD),
            of_commissions=of_commissions,
        )


# What may happen after each invoice, and how often.
ACTS = (
    (Walk.annul, 0.05), (Walk.sell, 0.08), (Walk.credit, 0.06), (Walk.pay, 0.5), (Walk.spend, 0.03),
    (Walk.agree, 0.05), (Walk.settle, 0.003),
)  # fmt: skip

# The same figures from the tables behind, without the ledger and its sums.
PLAIN = """
    SELECT (SELECT coalesce(sum(l.subtotal), 0) FROM facturacion.invoices i JOIN facturacion.invoice_lines l
                   ON l.invoice_id = i.id WHERE i.status = 'ISSUED' AND l.kind <> 'PACKAGE'
                                                     AND i.issue_date BETWEEN %(first)s AND %(last)s)
           - (SELECT coalesce(sum(c.subtotal), 0) FROM facturacion.credit_notes n
                JOIN facturacion.credit_note_lines c ON c.credit_note_id = n.id
                JOIN facturacion.invoice_lines l ON l.id = c.invoice_line_id
               WHERE l.kind <> 'PACKAGE' AND n.issue_date BETWEEN %(first)s AND %(last)s)
           + (SELECT coalesce(sum(value), 0) FROM facturacion.package_redemptions
               WHERE kind <> 'REFUNDED' AND undone_at IS NULL AND day BETWEEN %(first)s AND %(last)s) AS income,
           (SELECT coalesce(sum(cost), 0) FROM facturacion.appointment_materials WHERE day BETWEEN %(first)s AND %(last)s)
           AS materials,
           (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries
             WHERE day BETWEEN %(first)s AND %(last)s) AS commission,
           (SELECT coalesce(sum(amount), 0) FROM facturacion.operational_expenses
             WHERE active AND NOT of_commissions AND date BETWEEN %(first)s AND %(last)s) AS expenses,
           (SELECT coalesce(sum(total), 0) FROM facturacion.invoices
             WHERE status = 'ISSUED' AND issue_date BETWEEN %(first)s AND %(last)s) AS charged,
           (SELECT coalesce(sum(amount), 0) FROM facturacion.payments
             WHERE voided_at IS NULL AND received_on BETWEEN %(first)s AND %(last)s) AS collected,
           (SELECT coalesce(sum(balance), 0) FROM facturacion.invoices
             WHERE status = 'ISSUED' AND issue_date BETWEEN %(first)s AND %(last)s) AS receivable
"""


@pytest.fixture
def walked(apps, migrated):
    """A session on books of their own, committed now and then: ten thousand versions of one row are slow to walk."""
    print(f"seed {SEED}")
    owner = migrated()
    url = urlsplit(owner)
    # The walk lives through its months in a moment; how long an invoice may be annulled has tests of its own.
    with closing(psycopg2.connect(owner)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("ALTER TABLE facturacion.invoices DISABLE TRIGGER invoices_annulled_in_time")
    netloc = f"omni_facturacion:{template.PASSWORD}@{url.hostname}:{url.port}"
    database = Database(url._replace(netloc=netloc).geturl(), "facturacion", 1, 1)
    randomly = random.Random(SEED)
    walk = Walk(None, randomly)
    with database.transaction() as tx:
        tx.run("INSERT INTO facturacion.credit_series (series_id) SELECT id FROM facturacion.series")
        for rule in RULES:
            commissions.insert_rule(tx, **dict.fromkeys(commissions.FIELDS) | rule)
        walk.package = tx.value(
            "INSERT INTO facturacion.packages (name, price, iva_code) VALUES ('Paquete', 10, '0') RETURNING id"
        )
    for _ in range(INVOICES // BLOCK):
        with database.transaction() as walk.tx:
            walk.tx.run("SET LOCAL synchronous_commit = off")
            for _ in range(BLOCK):
                walk.invoice()
                for act, often in ACTS:
                    if randomly.random() < often and len(walk.standing) > 5:
                        act(walk)
    with apps["facturacion"].app_context(), database.session() as db:
        yield db
    database.pool.close()


def test_every_view_comes_to_the_result_to_the_cent(walked):
    for first in MONTHS:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        plain = walked.one(PLAIN, first=first, last=last)
        result = plain["income"] - plain["materials"] - plain["commission"] - plain["expenses"]
        for rule in ("CHAIR_TIME", "INCOME", "NONE"):
            walked.run("UPDATE facturacion.expense_sharing SET rule = %(rule)s", rule=rule)
            for by in ("treatment", "professional", "visit"):
                seen = reads.margin(walked, f"{first:%Y-%m}", by)
                assert seen["result"]["result"] - result == 0
                assert seen["total"]["margin"] - result == 0, (SEED, first, rule, by)
                if by != "visit":
                    rows = sum(row["margin"] for row in seen["rows"])
                    assert rows + seen["unallocated"]["margin"] - result == 0
                for name in ("income", "materials", "commission", "expenses"):
                    assert seen["total"][name] == plain[name], (SEED, name)
                    assert all(row["expenses"] >= 0 for row in seen["rows"])
        held = walked.one(
            """
            SELECT sum(charged) AS charged, sum(collected) AS collected, sum(receivable) AS receivable
              FROM (SELECT day, charged, collected, receivable FROM facturacion.result_days
                     UNION ALL SELECT day, charged, collected, receivable FROM facturacion.result_changes) AS days
             WHERE day BETWEEN %(first)s AND %(last)s
            """,
            first=first,
            last=last,
        )
        assert held == {name: plain[name] for name in held}, SEED
        sales_come_to(walked, first, last, plain)

    wrong = walked.all("""
        SELECT l.id, l.accrued, d.due, (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries e
                                         WHERE e.line_id = l.id) AS entered
          FROM facturacion.commission_lines l
          JOIN facturacion.commission_due(ARRAY(SELECT id FROM facturacion.commission_lines)) AS d ON d.line_id = l.id
         WHERE l.accrued <> d.due OR l.accrued <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries e
                                                    WHERE e.line_id = l.id)
        """)
    assert wrong == [], SEED
    contradicted = walked.all("""
        SELECT s.id FROM facturacion.commission_settlements s
         WHERE CASE WHEN s.undone_at IS NULL THEN s.amount ELSE 0 END
               <> (SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries WHERE settlement_id = s.id)
        UNION ALL
        SELECT l.id FROM facturacion.quote_lines l
         WHERE l.billed <> (SELECT coalesce(sum(b.quantity), 0)
                              FROM facturacion.quote_billings b JOIN facturacion.invoices i ON i.id = b.invoice_id
                             WHERE b.quote_line_id = l.id AND i.status IN ('DRAFT', 'ISSUED'))
        """)
    assert contradicted == [], SEED
    owed = walked.one(
        "SELECT sum(amount - delivered - refunded) AS owed, sum(remaining) AS held FROM facturacion.patient_packages"
    )
    left = walked.value("""
        SELECT (SELECT sum(amount) FROM facturacion.patient_packages)
             - (SELECT sum(value) FROM facturacion.package_redemptions WHERE undone_at IS NULL)
        """)
    assert owed["owed"] == owed["held"] == left, SEED
    rows_open_into_the_same(walked, MONTHS[-1])


def sales_come_to(walked, first, last, plain):
    for by in ("day", "month", "treatment", "professional", "category"):
        assert sales.sales(walked, by, first, last)["total"]["income"] == plain["income"], (SEED, by)
    for by in ("day", "method"):
        assert sales.sales(walked, by, first, last)["total"]["collected"] == plain["collected"], (SEED, by)


def rows_open_into_the_same(walked, first):
    walked.run("UPDATE facturacion.expense_sharing SET rule = 'CHAIR_TIME'")
    month = f"{first:%Y-%m}"
    for row in reads.margin(walked, month, "treatment")["rows"]:
        about = reads.everything() | {"kind": row["kind"], "reference_id": row["reference_id"]}
        opened = reads.lines(walked, month, about)
        for name in ("income", "materials", "expenses", "margin", "sessions"):
            assert opened["total"][name] == row[name], (SEED, row, name)
            assert sum(part[name] for part in opened["parts"]) == row[name]
        assert sum(material["cost"] for material in opened["materials"]) == row["materials"]
