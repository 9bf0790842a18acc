"""A clinic's books written at random: what can happen to an invoice is one function of ACTS each."""

from calendar import monthrange
from decimal import Decimal

from common.store.db import json
from facturacion.billing.service import agreements, results
from facturacion.commissions import queries as commissions
from facturacion.expenses.queries import stock_changes
from facturacion.money import cents, spread
from tests.books.facts import (
    ACCEPTED,
    AWKWARD,
    DOCTORS,
    DRAFT,
    ISSUE,
    IVA,
    LINES,
    MONTHS,
    PATIENT,
    QUOTE,
    QUOTED,
    TREATMENTS,
)
from tests.books.packages import Packages


class Walk(Packages):
    """A clinic's books, written at random by the same statements and triggers as by hand."""

    def __init__(self, tx, random):
        self.tx, self.random = tx, random
        self.visits = self.lost = 0
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

    def lose(self):
        """Stock is thrown away, found wrong when counted or sent back; perhaps that was a mistake."""
        self.lost += 1
        kind = self.random.choice(("WRITE_OFF", "ADJUSTMENT", "RETURN"))
        cost = self.random.choice(AWKWARD) * (self.random.choice((1, -1)) if kind == "ADJUSTMENT" else 1)
        told = {
            "id": self.lost,
            "kind": kind,
            "cause": "EXPIRED" if kind == "WRITE_OFF" else None,
            "day": self.day(),
        }
        told |= {
            "product_id": 1,
            "product_name": "Resina",
            "unit": "g",
            "lot_number": "L-1",
            "reason": "Lo que sea",
        }
        told |= {"quantity": Decimal(1 if cost < 0 else -1), "unit_cost": abs(cost), "cost": cost}
        stock_changes.keep(self.tx, **told)
        if self.random.random() < 0.3:
            stock_changes.keep(self.tx, undone_reason="Error", **told)

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
    (Walk.agree, 0.05), (Walk.settle, 0.003), (Walk.lose, 0.03),
)  # fmt: skip
