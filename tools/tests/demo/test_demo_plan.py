"""The example clinic before it is loaded: believable, the same every time, and its money and stock add up."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from common.identity_documents import check_cedula, check_passport, check_ruc
from common.phone_numbers import check_phone
from tools.demo import plan as planning
from tools.demo.catalogue import PRODUCTS, TREATMENTS
from tools.demo.people import DOCTORS, USERS
from tools.demo.today import STEPS, steps_left
from tools.demo.visits import HOURS, turnover

ZONE = ZoneInfo("America/Guayaquil")
NOW = datetime(2026, 11, 24, 11, 30, tzinfo=ZONE)
BLOCKING = {"PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED"}


@pytest.fixture(scope="module")
def plan():
    return planning.make(planning.SEED, NOW)


def test_one_seed_makes_one_clinic(plan):
    assert planning.make(planning.SEED, NOW) == plan


def test_another_seed_makes_another(plan):
    other = planning.make(planning.SEED + 1, NOW)
    assert other.patients != plan.patients
    assert other.history != plan.history


def test_every_document_is_valid_and_there_are_all_kinds(plan):
    checks = {"CEDULA": check_cedula, "RUC": check_ruc, "PASSPORT": check_passport}
    documents = [
        (patient.body["document_type"], patient.body["document_number"]) for patient in plan.patients
    ]
    for kind, number in documents:
        assert checks[kind](number) == number
    assert len(set(documents)) == len(documents) == 200
    assert {kind for kind, _ in documents} == set(checks)
    assert len({number[:2] for kind, number in documents if kind == "CEDULA"}) >= 8, "of many provinces"


def test_patients_are_of_all_ages_and_some_have_something_to_watch(plan):
    years = [NOW.year - int(patient.body["birth_date"][:4]) for patient in plan.patients]
    assert min(years) < 8 and max(years) > 70
    assert all(check_phone(patient.body["phone"]) == patient.body["phone"] for patient in plan.patients)
    known = Counter(entry["category"] for patient in plan.patients for entry in patient.background)
    assert known["ALLERGY"] >= 10 and known["CONDITION"] >= 10


def test_the_catalogue_is_complete():
    skus = {product.sku for product in PRODUCTS}
    assert (len(skus), len({treatment.code for treatment in TREATMENTS})) == (40, 20)
    for treatment in TREATMENTS:
        assert treatment.recipe and treatment.recipe.keys() <= skus
        assert sum(p.cost * treatment.recipe.get(p.sku, 0) for p in PRODUCTS) < treatment.price
    assert len(USERS) == 6 and len(DOCTORS) == 3 and all(doctor.specialty for doctor in DOCTORS)


CLOCKS = [(0, 0), (8, 40), (11, 30), (13, 0), (20, 0)]


# Two hours of each day of the week, and each hour on some three days.
@pytest.mark.parametrize(
    ("days", "clock"), [(day, CLOCKS[(day + k) % 5]) for day in range(7) for k in (0, 2)]
)
def test_today_stands_as_it_would_at_that_moment(days, clock):
    hour, minute = clock
    plan = planning.make(planning.SEED, NOW.replace(hour=hour, minute=minute) + timedelta(days=days))
    now = plan.now
    for visit in plan.today:
        if visit.end <= now:
            assert visit.status in ("COMPLETED", "NO_SHOW", "CANCELLED")
        elif visit.start <= now:
            assert visit.status == "IN_PROGRESS"
        elif visit.start <= now + timedelta(minutes=20):
            assert visit.status == "ARRIVED"
        else:
            assert visit.status in ("PENDING", "CONFIRMED")
    assert len([visit for visit in plan.today if visit.overbook_reason]) == 1
    assert all(visit.start.date() == plan.day for visit in plan.today)


def test_a_working_morning_has_something_in_every_status(plan):
    assert {visit.status for visit in plan.today} == STEPS.keys()


@pytest.mark.parametrize("whose", ["doctor", "patient"])
def test_nobody_is_in_two_places_at_once(plan, whose):
    taken = defaultdict(list)
    for visit in [*plan.history, *plan.today, *plan.future]:
        if visit.status in BLOCKING and not visit.overbook_reason:
            taken[getattr(visit, whose)].append((visit.start, visit.end))
    for spans in taken.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))


def test_a_chair_is_made_ready_and_cleaned_between_visits(plan):
    taken = defaultdict(list)
    for visit in [*plan.today, *plan.future]:
        if visit.status in BLOCKING and not visit.overbook_reason:
            before, after = turnover(visit)
            taken[visit.doctor].append((visit.start - before, visit.end + after))
    assert any(turnover(visit)[1] for visit in plan.future)
    for spans in taken.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))


def test_visits_are_within_the_hours_of_their_doctor(plan):
    for visit in [*plan.history, *plan.today, *plan.future]:
        day, opens, closes = visit.start.weekday(), f"{visit.start:%H:%M}", f"{visit.end:%H:%M}"
        inside = [
            row for row in HOURS[visit.doctor] if row[0] == day and row[1] <= opens and closes <= row[2]
        ]
        assert inside or visit.overbook_reason


def test_the_past_is_over_and_the_future_is_not(plan):
    assert {visit.status for visit in plan.history} == {"COMPLETED", "CANCELLED", "NO_SHOW"}
    assert {visit.status for visit in plan.future} == {"PENDING", "CONFIRMED"}
    assert all(visit.cancel_reason for visit in plan.history if visit.status == "CANCELLED")
    attended = sum(visit.status == "COMPLETED" for visit in plan.history)
    assert attended / len(plan.history) > 0.8


def test_invoices_add_up_and_are_numbered_by_their_dates(plan):
    for invoice in plan.invoices:
        assert invoice.totals["total"] == sum(line["total"] for line in invoice.lines)
        assert invoice.totals["total"] == invoice.totals["subtotal"] + invoice.totals["iva"]
        assert 0 <= invoice.paid <= invoice.totals["total"]
        assert all(payment.amount > 0 for payment in invoice.payments)
    issued = [invoice.issued_at for invoice in plan.invoices if invoice.issued_at]
    assert issued == sorted(issued)
    assert max(issued).date() < plan.day


def test_everything_attended_is_invoiced_once_and_a_few_wait(plan):
    standing = Counter(
        invoice.visit for invoice in plan.invoices if not invoice.annulled_at and not invoice.sale
    )
    standing.update(key for invoice in plan.invoices if invoice.sale for key in invoice.sale.visits)
    assert standing == Counter(visit.key for visit in plan.history if visit.status == "COMPLETED")
    assert sum(invoice.issued_at is None for invoice in plan.invoices) == 4
    assert sum(bool(invoice.annulled_at) for invoice in plan.invoices) == 2


def test_money_comes_in_many_ways_and_some_is_still_owed(plan):
    received = [payment for invoice in plan.invoices for payment in invoice.payments]
    assert {"CASH", "TRANSFER", "CARD_CREDIT", "CARD_DEBIT", "CHECK"} == {
        payment.method for payment in received
    }
    assert max(payment.at for payment in received).date() < plan.day
    owed = [i for i in plan.invoices if i.issued_at and not i.annulled_at and i.paid < i.totals["total"]]
    assert 10 < len(owed) < len(plan.invoices) / 10
    assert any(invoice.paid for invoice in owed) and any(not invoice.paid for invoice in owed)


def test_packages_are_used_in_time_and_one_expires_with_a_session_left(plan):
    sales = [invoice.sale for invoice in plan.invoices if invoice.sale]
    visits = {visit.key: visit for visit in plan.history}
    for sale in sales:
        used = [visits[key] for key in sale.visits]
        assert 1 <= len(used) <= sale.package.sessions
        assert all(visit.patient == sale.patient and sale.at < visit.start for visit in used)
        assert all(visit.start.date() <= sale.expires_on for visit in used)
    expired = [sale for sale in sales if sale.expires_on < plan.day]
    assert any(len(sale.visits) < sale.package.sessions for sale in expired)
    assert any(len(sale.visits) == sale.package.sessions for sale in sales)
    assert any(sale.expires_on > plan.day and len(sale.visits) < sale.package.sessions for sale in sales)


def test_stock_never_runs_out_nor_is_used_after_its_date(plan):
    left, before = defaultdict(Decimal), None
    for movement in plan.stock.movements:
        assert before is None or before <= movement.at, "the ledger is in the order of time"
        before, lot = movement.at, movement.lot
        left[lot.sku, lot.number] += movement.quantity
        assert left[lot.sku, lot.number] >= 0
        if movement.kind == "CONSUMPTION":
            assert lot.expiry is None or movement.at.date() <= lot.expiry
    assert {(lot.sku, lot.number): lot.quantity for lot in plan.stock.lots} == dict(left)


def test_the_cost_of_a_visit_is_that_of_its_lots(plan):
    used = defaultdict(Decimal)
    for movement in plan.stock.movements:
        if movement.kind == "CONSUMPTION":
            used[movement.visit] -= movement.quantity * movement.lot.unit_cost
    assert used.keys() == plan.stock.costs.keys()
    assert all(abs(used[key] - cost) <= Decimal("0.005") for key, cost in plan.stock.costs.items())


def test_the_shelves_tell_their_stories(plan):
    def lots(story):
        skus = {product.sku for product in PRODUCTS if product.story == story}
        return [lot for lot in plan.stock.lots if lot.sku in skus and lot.quantity > 0]

    assert any(lot.expiry and lot.expiry < plan.day for lot in lots("expired"))
    month = plan.day + timedelta(days=40)
    assert len({lot.sku for lot in lots("soon") if plan.day < lot.expiry < month}) == 3
    for product in PRODUCTS:
        if product.story == "low":
            assert plan.stock.at_hand(product.sku, plan.day) < plan.stock.minimum[product.sku]


def test_expenses_are_of_every_category_of_the_three_months(plan):
    rows = {(expense["category"], expense["date"][:7]) for expense in plan.expenses}
    assert {"Arriendo", "Sueldos", "Servicios básicos", "Materiales", "Marketing"} <= {
        name for name, _ in rows
    }
    assert len({month for name, month in rows if name == "Servicios básicos"}) >= 3


@pytest.mark.parametrize(
    "target, status, left",
    [
        ("COMPLETED", "PENDING", ("ARRIVED", "IN_PROGRESS", "COMPLETED")),
        ("COMPLETED", "IN_PROGRESS", ("COMPLETED",)),
        ("PENDING", "PENDING", ()),
        ("CONFIRMED", "CANCELLED", ()),
    ],
)
def test_an_interrupted_day_is_taken_up_where_it_stands(target, status, left):
    assert steps_left(target, status) == left
