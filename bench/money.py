"""Margin, results, sales, receivables, commissions, the panel and the closing of a day at 10,000 and at 1,000,000 invoices.

    PYTHONPATH=.:services/facturacion/src .clinica/venv/bin/python -m bench.money [--many 1000000]

It starts a PostgreSQL of its own, fills two databases with five years of invoices (their lines and their entries in the
ledger of results, in one statement each and without triggers; what the triggers add up is added up at once) and reads each
report as the service does. It ends with 1 where one takes more than three times as long at the larger size, or where what
goes through each day's treatments or each document of a month (BUSY) takes longer than LONGEST. The search index of
invoices is left out: no report uses it, and it takes longer to fill than all the rest.
"""

import argparse
import sys
import time
from datetime import date
from types import SimpleNamespace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg2
from flask import Flask
from psycopg2 import extensions

from common.store.db import Session
from common.store.pool import Connection
from common.store.search import words
from facturacion.cash.queries import sessions as cash
from facturacion.commissions import queries as commissions
from facturacion.reports.queries import dashboard, margin, receivables
from facturacion.reports.queries import sales as sold
from facturacion.reports.reads import dashboard as panel
from facturacion.reports.reads import iva, sales
from facturacion.reports.reads import margin as reads
from migrations.migrate import migrate
from tools.servers import embedded

FEW, MANY, RATIO, TIMES = 10_000, 1_000_000, 3.0, 20
# Milliseconds.
LONGEST = 1_000
LAST = date(2026, 10, 31)
DAYS = 5 * 365
TREATMENTS, DOCTORS = 30, 6
# As many payments as a cashier takes in the busiest of days.
SESSION = 1_000
FILL = f"""
SET session_replication_role = replica;
DROP INDEX facturacion.invoices_search;
INSERT INTO facturacion.invoices
       (status, series_id, sequential, number, issue_date, dated_on, issued_at, buyer_id_type, buyer_document, buyer_name,
        doctor_id, doctor_name, appointment_id, subtotal, discount, iva, total, paid)
SELECT 'ISSUED', 1, n, '001-001-' || lpad(n::text, 9, '0'), day, day, day, '05', '1714307103', 'Paciente ' || n,
       n % {DOCTORS}, 'Profesional ' || n % {DOCTORS}, n, 40, 0, 0, 40, CASE WHEN n % 20 = 0 THEN 0 ELSE 40 END
  FROM (SELECT n, date '{LAST}' - (({{count}} - n::bigint) * {DAYS} / {{count}})::integer AS day
          FROM generate_series(1, {{count}}) AS n) AS numbered;
INSERT INTO facturacion.invoice_lines
       (invoice_id, position, kind, reference_id, description, quantity, unit_price, discount, iva_code, iva_rate, subtotal,
        iva, total)
SELECT id, 1, 'TREATMENT', id % {TREATMENTS} + 1, 'Tratamiento', 1, 40, 0, '0', 0, 40, 0, 40 FROM facturacion.invoices;
INSERT INTO facturacion.payments (invoice_id, method, amount, received_on, received_by_id, received_by_name)
SELECT id, 'CASH', 40, issue_date, '1', 'Ana' FROM facturacion.invoices WHERE paid > 0;
INSERT INTO facturacion.result_entries
       (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income, materials, minutes,
        sessions)
SELECT issue_date, source, id, 'TREATMENT', id % {TREATMENTS} + 1, 'Tratamiento ' || id % {TREATMENTS} + 1, doctor_id,
       doctor_name, appointment_id, income, materials, minutes, sessions
  FROM facturacion.invoices
 CROSS JOIN (VALUES ('INVOICE', 40, 0, 0, 0), ('CONSUMPTION', 0, 6.75, 0, 0), ('VISIT', 0, 0, 30, 1))
       AS facts (source, income, materials, minutes, sessions);
INSERT INTO facturacion.operational_expenses
       (date, category, description, amount, payment_method, recorded_by_id, recorded_by_name)
SELECT date '{LAST}' - n, 'Varios', 'Gasto del día', 20, 'CASH', '1', 'Ana' FROM generate_series(0, {DAYS}) AS n;
INSERT INTO facturacion.result_changes
       (day, kind, reference_id, doctor_id, name, doctor_name, income, materials, minutes, sessions)
SELECT day, kind, reference_id, doctor_id, max(name), max(doctor_name), sum(income), sum(materials), sum(minutes),
       sum(sessions)
  FROM facturacion.result_entries GROUP BY day, kind, reference_id, doctor_id;
INSERT INTO facturacion.result_changes (day, kind, reference_id, doctor_id, quantity)
SELECT issue_date, 'TREATMENT', id % {TREATMENTS} + 1, doctor_id, count(*)
  FROM facturacion.invoices GROUP BY issue_date, id % {TREATMENTS} + 1, doctor_id;
INSERT INTO facturacion.result_changes (day, invoices, charged, receivable)
SELECT issue_date, count(*), sum(total), sum(balance) FROM facturacion.invoices GROUP BY issue_date;
INSERT INTO facturacion.result_changes (day, collected, method, payments)
SELECT received_on, sum(amount), method, count(*) FROM facturacion.payments GROUP BY received_on, method;
INSERT INTO facturacion.item_categories (kind, reference_id, category)
SELECT 'TREATMENT', n, 'Categoría ' || n % 5 FROM generate_series(1, {TREATMENTS}) AS n;
INSERT INTO facturacion.commission_rules (doctor_id, doctor_name, percent, basis, net_of_materials, valid_from)
SELECT n, 'Profesional ' || n, 10, 'CHARGED', false, date '{LAST}' - {DAYS} FROM generate_series(0, {DOCTORS} - 1) AS n;
INSERT INTO facturacion.commission_lines
       (rule_id, doctor_id, doctor_name, invoice_id, treatment_id, treatment_name, appointment_id, accrued)
SELECT r.id, i.doctor_id, i.doctor_name, i.id, i.id % {TREATMENTS} + 1, 'Tratamiento ' || i.id % {TREATMENTS} + 1,
       i.appointment_id, 4
  FROM facturacion.invoices i JOIN facturacion.commission_rules r ON r.doctor_id = i.doctor_id
 ORDER BY i.id;
INSERT INTO facturacion.commission_entries (line_id, doctor_id, day, amount, settlement_id)
SELECT l.id, l.doctor_id, i.issue_date, 4, CASE WHEN i.issue_date < date '{LAST}' - 60 THEN 1 END
  FROM facturacion.commission_lines l JOIN facturacion.invoices i ON i.id = l.invoice_id
 ORDER BY l.id;
INSERT INTO facturacion.tills (name) VALUES ('Caja del banco de pruebas');
INSERT INTO facturacion.cash_sessions (till_id, cashier_id, cashier_name, day, opening_float, closed_at)
SELECT (SELECT max(id) FROM facturacion.tills), '1', 'Ana', date '{LAST}' - n::integer, 50, now()
  FROM generate_series(0, (SELECT max(id) / {SESSION} FROM facturacion.payments)) AS n;
INSERT INTO facturacion.cash_movements (session_id, kind, method, amount, source, concept, moved_by_id, moved_by_name)
SELECT id / {SESSION} + 1, 'PAYMENT', method, amount, 'payment:' || id, 'Pago', '1', 'Ana' FROM facturacion.payments;
SELECT facturacion.fold_results();
"""
YEAR = (date(LAST.year - 1, 11, 1), LAST)
ANYTHING = dict.fromkeys(("kind", "reference_id", "doctor_id", "category", "without"))
OF_TREATMENT = ANYTHING | {"kind": "TREATMENT", "reference_id": 7, "first": YEAR[0], "last": LAST}
OF_METHOD = {"method": "CASH", "first": YEAR[0], "last": LAST}
OWED = {"today": LAST, "overdue": False, "first": None, "last": None, **words(None)}
FIRST_PAGE = {"after": None, "after_id": None, "limit": 50}


def first_page(listing, sort="-day", **matching):
    """The first page of a list: by default of what a row of the sales opens."""
    statement = listing.select(sort)
    return lambda db: db.all(statement, **matching, **FIRST_PAGE)


def close_a_day(db):
    """All that a closing reads of its session's movements."""
    for read in (cash.expected, cash.collected, cash.last_movement, cash.cash_apart):
        read(db, 2)


REPORTS = {
    "closing a day of 1,000 payments": close_a_day,
    "sales of a year by day": lambda db: sales.sales(db, "day", *YEAR),
    "sales of a year by method": lambda db: sales.sales(db, "method", *YEAR),
    "lines of a treatment in a year": first_page(sold.LINES, **OF_TREATMENT),
    "payments of a method in a year": first_page(sold.PAYMENTS, **OF_METHOD),
    "who owes, the oldest first": first_page(receivables.DEBTS, "issue_date", **OWED),
    "margin of a month by treatment": lambda db: reads.margin(db, f"{LAST:%Y-%m}", "treatment"),
    "margin of a month by professional": lambda db: reads.margin(db, f"{LAST:%Y-%m}", "professional"),
    "results of a year and the one before": lambda db: reads.results(db, LAST.year),
    "receivables by age": lambda db: dashboard.receivable_by_age(db, LAST),
    "receivables in all": lambda db: dashboard.receivable(db),
    "the panel's figures": lambda db: dashboard.figures(db, [(LAST.replace(day=1), LAST)]),
    "the panel's twelve months": lambda db: panel.monthly(db, 12),
}
MONTH = (LAST.replace(day=1), LAST)
# What is as much as the days are busy, of which the larger's are a hundred times as busy.
BUSY = {
    "sales of a year by treatment": lambda db: sales.sales(db, "treatment", *YEAR),
    "sales of a year by category": lambda db: sales.sales(db, "category", *YEAR),
    "margin of a month by visit, a page": lambda db: reads.margin(db, f"{LAST:%Y-%m}", "visit", limit=50),
    "what a professional's margin is made of": lambda db: reads.lines(
        db, f"{LAST:%Y-%m}", dict.fromkeys(("kind", "reference_id", "without")) | {"doctor_id": 3}
    ),
    "the books of IVA of a month": lambda db: iva.books(db, f"{LAST:%Y-%m}", None, 500),
    "commissions of a month by professional": lambda db: commissions.earned(db, "doctor", *MONTH),
    "commissions of a month by treatment": lambda db: commissions.earned(db, "treatment", *MONTH, 3),
    "commissions that are not settled": commissions.pending,
}
PLANNED = {
    "margin of a month": (margin.CELLS, {"month": LAST.replace(day=1)}),
    "receivables by age": (dashboard.BY_AGE, {"today": LAST}),
    "who owes": (receivables.DEBTS.select("issue_date"), OWED | FIRST_PAGE),
    "sales of a year by treatment": (sold.BY_ITEM["treatment"], {"first": YEAR[0], "last": LAST}),
    "lines of a treatment": (sold.LINES.select("-day"), OF_TREATMENT | FIRST_PAGE),
    "payments of a method": (sold.PAYMENTS.select("-day"), OF_METHOD | FIRST_PAGE),
}


def filled(server, count):
    """A connection to a new database with so many invoices."""
    name = f"bench_money_{count}"
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    migrate(url)
    connection = psycopg2.connect(url, connection_factory=Connection)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in FILL.format(count=count).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    return connection


def milliseconds(read, sessions):
    """The best of many readings of each, in turns: whatever else the machine does only ever adds."""
    taken = [[] for _ in sessions]
    for _ in range(TIMES):
        for db, own in zip(sessions, taken, strict=True):
            start = time.perf_counter()
            read(db)
            own.append((time.perf_counter() - start) * 1000)
    return map(min, taken)


def plan(db, statement, values):
    """The nodes of the plan that read a table."""
    rows = db.all(f"EXPLAIN {statement}", **values)
    nodes = (row["QUERY PLAN"].strip(" ->").split("  (")[0] for row in rows)
    return [node for node in nodes if " on " in node]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--many", type=int, default=MANY)
    many = parser.parse_args().many
    app = Flask("bench")
    app.config["SETTINGS"] = SimpleNamespace(clinic_timezone=ZoneInfo("America/Guayaquil"))
    # To fill a million rows takes longer than a service may wait for one statement.
    extensions.set_wait_callback(None)
    server = embedded.start()
    try:
        sessions = [Session(filled(server.database_url, count)) for count in (FEW, many)]
        slow = False
        print(f"{'ms':<40} {FEW:>10,} {many:>10,}  ratio")
        with app.app_context():
            for name, read in (REPORTS | BUSY).items():
                few, lots = milliseconds(read, sessions)
                slow |= lots > (LONGEST if name in BUSY else RATIO * few)
                print(f"{name:<40} {few:>10.2f} {lots:>10.2f}  {lots / few:>5.2f}")
        for name, (statement, values) in PLANNED.items():
            print(f"{name}: {'; '.join(plan(sessions[1], statement, values))}")
        return int(slow)
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
