"""Packages of random books: sold, given, run out, paid back."""

from datetime import timedelta
from decimal import Decimal

from common.store.db import json
from facturacion.commissions import queries as commissions
from facturacion.packages import rules as packaging
from facturacion.packages.queries import sold as sold_packages
from facturacion.packages.queries import uses
from tests.books.facts import AWKWARD, DOCTORS, ISSUE, LINES


class Packages:
    """What a Walk does with them."""

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
