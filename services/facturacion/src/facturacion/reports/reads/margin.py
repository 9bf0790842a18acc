"""Margins and the result by month, put together so that one comes to the other to the cent."""

from decimal import Decimal

from common.clock import clinic_today
from common.problems import Problem
from common.store.sql import only
from common.web.paging import NO_CURSOR, decode, encode
from facturacion.reports.queries import dashboard
from facturacion.reports.queries import margin as queries
from facturacion.reports.rules import margin as rules
from facturacion.reports.rules import spans

RESULT = ("income", "materials", "commission", "expenses", "losses")


def margin(db, month, by, limit=None, after=None):
    """The margin of each treatment, professional or visit in a month, and what belongs to none. Of visits a page, or all of them."""
    today = clinic_today()
    first, last = spans.month_of(month, today)
    until = min(last, today)
    before = spans.same_days_before(first, until)
    current, previous = queries.results(db, [(first, last), before])
    rule = queries.sharing(db)["rule"]
    rows = shared_cells(db, first, current["expenses"], rule)
    if by == "visit":
        rows = rules.visits_with_expenses(rows, queries.visits(db, first, last, everything()), rule)
    seen = rules.view(rows, by, current["expenses"], current["losses"])
    groups = seen.pop("groups")
    count, more = len(groups), None
    if by == "visit":
        rest = beyond(rules.beyond, groups, after, 3)
        groups = rest[:limit]
        more = encode(rules.place_of(groups[-1], by)[:3]) if len(rest) > len(groups) else None
    shown = [rules.row_of(group, by) for group in groups]
    return {
        "month": f"{first:%Y-%m}",
        "from": first,
        "to": until,
        "rule": rule,
        "count": count,
        "next": more,
        "rows": numbered(db, shown) if by == "visit" else shown,
        **seen,
        "result": result_of(current),
        "previous": {"from": before[0], "to": before[1], **result_of(previous)},
    }


def beyond(following, groups, after, length):
    """What of `groups` follows the cursor `after`, of so many members, as `following` compares them."""
    try:
        return following(groups, decode(after, length))
    except (ValueError, TypeError, ArithmeticError):
        raise Problem(NO_CURSOR) from None


def shared_cells(db, first, expenses, rule):
    return rules.with_expenses(queries.cells(db, first), expenses, rule)


def lines(db, month, about):
    """What one row of a margin is made of: how many visits, the lots they used, and its treatments by professional."""
    first, last = spans.month_of(month, clinic_today())
    cells, visits = visits_of(db, first, last, about)
    own = [cell for cell in cells if matches(cell, about)]
    return {
        "month": f"{first:%Y-%m}",
        "rule": queries.sharing(db)["rule"],
        "visit_count": len(visits["groups"]),
        "materials": queries.materials(db, first, last, about),
        "parts": [dict.fromkeys(rules.IDENTITY) | cell | {"margin": rules.margin(cell)} for cell in own],
        "total": visits["total"],
    }


def visits(db, wanted, about):
    """A page of the visits that make one row, by day: all of them together come to the row."""
    first, last = spans.month_of(wanted.month, clinic_today())
    _, seen = visits_of(db, first, last, about)
    ordered = sorted(seen["groups"], key=rules.day_of)
    rest = beyond(rules.beyond_day, ordered, wanted.after, 2)
    groups = rest[: wanted.limit]
    return {
        "data": numbered(db, [rules.row_of(group, "visit") for group in groups]),
        "next": encode(rules.day_of(groups[-1])) if len(rest) > len(groups) else None,
    }


def visits_of(db, first, last, about):
    """The cells of a month, and the view of the visits of a row with their share of its expenses."""
    (current,) = queries.results(db, [(first, last)])
    rule = queries.sharing(db)["rule"]
    cells = shared_cells(db, first, current["expenses"], rule)
    found = rules.visits_with_expenses(cells, queries.visits(db, first, last, about), rule)
    shared = sum((visit["expenses"] for visit in found), Decimal("0.00"))
    return cells, rules.view([visit | {"appointment_id": key_of(visit)} for visit in found], "visit", shared)


def projected(db, month, treatment_id, recipe):
    """Each material of a treatment: what its recipe of today asks for the sessions of the month, and what left the lots."""
    first, last = spans.month_of(month, clinic_today())
    about = {"kind": "TREATMENT", "reference_id": treatment_id, "doctor_id": None, "without": None}
    sessions = sum(
        (cell["sessions"] for cell in queries.cells(db, first) if matches(cell, about)), Decimal(0)
    )
    used = queries.materials(db, first, last, about)
    return {"month": f"{first:%Y-%m}", "rows": rules.projected(recipe["items"], sessions, used)}


def key_of(visit):
    """What makes one line of a drill-down: the visit or, without one, its invoice with a minus before it."""
    return visit["appointment_id"] if visit["appointment_id"] is not None else -visit["invoice_id"]


def matches(cell, about):
    """Whether a cell is what the drill-down is about, as queries.ABOUT says it."""
    asked = [(name, about[name]) for name in ("kind", "reference_id", "doctor_id") if about[name] is not None]
    absent = {"treatment": "kind", "professional": "doctor_id"}.get(about["without"])
    return all(cell[name] == value for name, value in asked) and (absent is None or cell[absent] is None)


def numbered(db, rows):
    """Visits with the invoice that charged them, where one was issued."""
    rows = [row | {"appointment_id": positive(row["appointment_id"])} for row in rows]
    ids = [row["appointment_id"] for row in rows if row["appointment_id"] is not None]
    found = queries.numbers(db, ids, [row["invoice_id"] for row in rows if row["invoice_id"] is not None])
    by_visit = {invoice["appointment_id"]: invoice for invoice in found}
    by_id = {invoice["id"]: invoice for invoice in found}
    named = []
    for row in rows:
        visit = row["appointment_id"]
        invoice = by_id.get(row["invoice_id"]) if visit is None else by_visit.get(visit)
        named.append(row | {"invoice_id": invoice and invoice["id"], "number": invoice and invoice["number"]})
    return named


def positive(appointment_id):
    return appointment_id if appointment_id is not None and appointment_id > 0 else None


def everything():
    return dict.fromkeys(("kind", "reference_id", "doctor_id", "without"))


def results(db, year):
    """The result of each month of a year and of the year before, and of the running month's days a year ago."""
    today = clinic_today()
    months = spans.months_of_year(year)
    before = spans.months_of_year(year - 1)
    running = spans.running(today) if today.year == year else None
    wanted = [*months, *before, *([running] if running else [])]
    rows = [month_result(row) for row in queries.results(db, wanted)]
    return {
        "year": year,
        "months": rows[:12],
        "previous": rows[12:24],
        "running": rows[24] | {"to": running[1]} if running else None,
    }


def month_result(row):
    return {"month": f"{row['first']:%Y-%m}", **result_of(row), **only(row, "charged", "collected")}


def result_of(row):
    figures = only(row, *RESULT)
    return figures | {"result": rules.margin(figures) - figures["losses"]}


def receivables(db):
    """What is owed, by how long ago it was invoiced."""
    today = clinic_today()
    by_age = dashboard.receivable_by_age(db, today)
    return {"today": today, "total": sum(row["balance"] for row in by_age), "by_age": by_age}
