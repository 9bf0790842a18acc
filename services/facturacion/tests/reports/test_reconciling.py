"""Margin over everything + what is not allocated = the result of the month, to the cent, over random invoices.

Whoever adds a kind of fact adds it to the walk that writes the books (tests/books). The sums that reports read are held
against the tables behind them, and every view against every rule.
"""

import os
import random
from calendar import monthrange
from contextlib import closing
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import psycopg2
import pytest

from common.store.db import Database
from facturacion.commissions import queries as commissions
from facturacion.reports.reads import margin as reads
from facturacion.reports.reads import sales
from facturacion.reports.schemas.margin import VisitsQuery
from tests import template
from tests.books.facts import MONTHS
from tests.books.walk import ACTS, Walk

SEED = int(os.environ.get("RECONCILING_SEED", "20261128"))
INVOICES, BLOCK = int(os.environ.get("RECONCILING_INVOICES", "300")), 100
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
           (SELECT coalesce(sum(cost), 0) FROM facturacion.stock_changes
             WHERE kind IN ('WRITE_OFF', 'ADJUSTMENT') AND undone_at IS NULL AND day BETWEEN %(first)s AND %(last)s) AS losses,
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
        result = (
            plain["income"] - plain["materials"] - plain["commission"] - plain["expenses"] - plain["losses"]
        )
        for rule in ("CHAIR_TIME", "INCOME", "NONE"):
            walked.run("UPDATE facturacion.expense_sharing SET rule = %(rule)s", rule=rule)
            for by in ("treatment", "professional", "visit"):
                seen = reads.margin(walked, f"{first:%Y-%m}", by)
                assert seen["result"]["result"] - result == 0
                assert seen["total"]["margin"] - result == 0, (SEED, first, rule, by)
                if by != "visit":
                    rows = sum(row["margin"] for row in seen["rows"])
                    assert rows + seen["unallocated"]["margin"] - seen["losses"] - result == 0
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
        visits = pages_of(walked, month, about)
        assert len({(visit["appointment_id"], visit["number"]) for visit in visits}) == opened["visit_count"]
        for name in ("income", "materials", "expenses", "margin", "sessions"):
            assert sum(visit[name] for visit in visits) == row[name], (SEED, row, name)


def pages_of(walked, month, about):
    """Every page of the visits of a row, some at a time."""
    found, wanted = [], VisitsQuery(month=month, limit=7)
    while True:
        page = reads.visits(walked, wanted, about)
        found += page["data"]
        if page["next"] is None:
            return found
        wanted.after = page["next"]
