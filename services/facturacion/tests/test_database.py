"""What the database itself refuses, whoever asks."""

import psycopg2
import pytest
from psycopg2 import errors

LINE_VALUES = "1, 'OTHER', 'x', 1, 10, 0, '4', 15"


@pytest.fixture
def refused(database_of):
    """The name of the rule that refuses a statement."""

    def run(sql, **params):
        with pytest.raises(psycopg2.Error) as refusal:
            with database_of("facturacion").transaction() as tx:
                tx.run(sql, **params)
                tx.run("SET CONSTRAINTS ALL IMMEDIATE")
        return refusal.value.diag.constraint_name or type(refusal.value)

    return run


@pytest.mark.parametrize(
    "change",
    [
        "buyer_name = 'Otro'",
        "total = 1",
        "subtotal = 1",
        "notes = 'x'",
        "status = 'DRAFT'",
        "status = 'DISCARDED'",
        "number = '001-001-000000099'",
        "sequential = 99",
        "issue_date = '2020-01-01'",
        "dated_on = '2020-01-01'",
        "issued_by_name = 'Nadie'",
        "annul_reason = 'x'",
        "created_at = '2020-01-01'",
        "status = 'ANNULLED', annul_reason = 'x', total = 5",
    ],
)
def test_an_issued_invoice_is_frozen(issued, refused, change):
    sql = f"UPDATE facturacion.invoices SET {change} WHERE id = %(id)s"
    assert refused(sql, id=issued()["id"]) == "invoices_frozen"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE facturacion.invoice_lines SET description = 'x' WHERE invoice_id = %(id)s",
        "DELETE FROM facturacion.invoice_lines WHERE invoice_id = %(id)s",
        f"""INSERT INTO facturacion.invoice_lines (invoice_id, position, kind, description, quantity, unit_price,
                   discount, iva_code, iva_rate, subtotal, iva, total)
            VALUES (%(id)s, 9{LINE_VALUES[1:]}, 10, 1.5, 11.5)""",
    ],
)
def test_so_are_its_lines(issued, refused, sql):
    assert refused(sql, id=issued()["id"]) == "invoices_frozen"


def test_a_line_does_not_move_into_another_invoice(draft, refused):
    sql = "UPDATE facturacion.invoice_lines SET invoice_id = %(id)s WHERE invoice_id = %(other)s"
    assert refused(sql, id=draft()["id"], other=draft()["id"]) == "invoices_frozen"


@pytest.mark.parametrize("table", ["invoices", "payments", "operational_expenses"])
def test_nothing_fiscal_is_deleted(issued, pay, client, boss, expense, refused, shared, table):
    pay(issued()["id"], "1.00")
    client.post("/api/facturacion/expenses", json=expense(), headers=boss)
    assert refused(f"DELETE FROM facturacion.{table}") is errors.InsufficientPrivilege
    with pytest.raises(psycopg2.errors.CheckViolation), shared.connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM facturacion.{table}")


ISSUE = """
    UPDATE facturacion.invoices
       SET status = 'ISSUED', series_id = (SELECT min(id) FROM facturacion.series), sequential = %(number)s,
           issue_date = '2026-11-24', dated_on = '2026-11-24', issued_at = now()
     WHERE id = %(id)s"""


@pytest.mark.parametrize("number", [0, 1, 3, None])
def test_a_series_has_neither_gap_nor_repetition(issued, draft, refused, number):
    issued()
    assert refused(ISSUE, id=draft()["id"], number=number) == "invoices_no_gap"


def test_an_issued_invoice_is_dated_on_the_day_of_its_issue(draft, refused):
    other_day = ISSUE.replace("dated_on = '2026-11-24'", "dated_on = '2026-11-23'")
    assert refused(other_day, id=draft()["id"], number=1) == "invoices_dated_on_issue"


def test_the_next_number_passes_and_moves_the_series_on(issued, draft, database_of):
    issued()
    with database_of("facturacion").transaction() as tx:
        id = draft()["id"]
        tx.run(ISSUE, id=id, number=2)
        number = tx.value("SELECT number FROM facturacion.invoices WHERE id = %(id)s", id=id)
        assert number == "001-001-000000002"
        assert tx.value("SELECT next_sequential FROM facturacion.series") == 3


@pytest.mark.parametrize("number", [1, 3, 99])
def test_a_series_is_not_turned_back_or_forth(issued, refused, number):
    issued()
    sql = "UPDATE facturacion.series SET next_sequential = %(number)s"
    assert refused(sql, number=number) == "series_in_use"


def test_the_numbers_of_a_series_are_fixed(refused):
    assert refused("UPDATE facturacion.series SET establishment = '009'") == "series_fixed"


def test_an_invoice_begins_as_a_draft(refused):
    sql = """
        INSERT INTO facturacion.invoices (status, dated_on, buyer_id_type, buyer_document, buyer_name,
                    subtotal, discount, iva, total)
             VALUES ('DISCARDED', '2026-11-24', '05', '1714307103', 'Ana', 0, 0, 0, 0)"""
    assert refused(sql) == "invoices_begin_as_drafts"


def test_a_draft_is_not_annulled_and_keeps_no_number(draft, refused):
    id = draft()["id"]
    annulled = "UPDATE facturacion.invoices SET status = 'ANNULLED', annul_reason = 'x' WHERE id = %(id)s"
    assert refused(annulled, id=id) == "invoices_frozen"
    numbered = "UPDATE facturacion.invoices SET sequential = 7 WHERE id = %(id)s"
    assert refused(numbered, id=id) == "invoices_numbered_whole"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("subtotal = subtotal + 1, total = total + 1", "invoices_add_up"),
        ("iva = iva + 0.01, total = total + 0.01", "invoices_add_up"),
        ("discount = discount + 1", "invoices_add_up"),
        ("total = total + 1", "invoices_total"),
        ("iva = -1, total = subtotal - 1", "invoices_amounts"),
    ],
)
def test_totals_add_up(draft, refused, change, rule):
    sql = f"UPDATE facturacion.invoices SET {change} WHERE id = %(id)s"
    assert refused(sql, id=draft()["id"]) == rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("quantity = 2", "invoice_lines_subtotal"),
        ("quantity = 2, subtotal = 80, total = 80", "invoices_add_up"),
        ("iva = 1, total = 41", "invoice_lines_iva"),
        ("total = 41", "invoice_lines_total"),
    ],
)
def test_lines_add_up_with_their_invoice(draft, refused, change, rule):
    sql = f"UPDATE facturacion.invoice_lines SET {change} WHERE invoice_id = %(id)s"
    assert refused(sql, id=draft()["id"]) == rule


def test_a_line_less_is_noticed(draft, refused):
    sql = "DELETE FROM facturacion.invoice_lines WHERE invoice_id = %(id)s"
    assert refused(sql, id=draft()["id"]) == "invoices_add_up"


def test_what_is_paid_is_the_sum_of_the_payments(issued, refused):
    sql = "UPDATE facturacion.invoices SET paid = 40 WHERE id = %(id)s"
    assert refused(sql, id=issued()["id"]) == "invoices_paid_adds_up"


PAYMENT = """
    INSERT INTO facturacion.payments (invoice_id, method, amount, received_on, received_by_id, received_by_name)
         VALUES (%(id)s, 'CASH', %(amount)s, '2026-11-01', '1', 'Ana')"""


def test_payments_stay_within_the_balance(issued, draft, pay, refused):
    id = issued()["id"]
    pay(id, "30.00")
    assert refused(PAYMENT, id=id, amount="10.01") == "invoices_paid_within_total"
    assert refused(PAYMENT, id=draft()["id"], amount="1") == "payments_of_issued"


@pytest.mark.parametrize(
    "change",
    [
        "amount = 2",
        "method = 'OTHER'",
        "received_on = received_on - 1",
        "repeated = true",
        "invoice_id = invoice_id + 1",
        "voided_at = now(), voided_by_id = '1', voided_by_name = 'Ana', void_reason = 'x', amount = 2",
    ],
)
def test_a_payment_is_not_changed(issued, pay, refused, change):
    pay(issued()["id"], "1.00")
    assert refused(f"UPDATE facturacion.payments SET {change}") == "payments_frozen"


def test_a_payment_is_voided_once_and_not_from_the_start(issued, pay, client, boss, refused):
    id = issued()["id"]
    payment = pay(id, "1.00").json
    client.post(f"/api/facturacion/payments/{payment['id']}/void", json={"reason": "Error"}, headers=boss)
    back = """UPDATE facturacion.payments
                 SET voided_at = NULL, voided_by_id = NULL, voided_by_name = NULL, void_reason = NULL"""
    assert refused(back) == "payments_frozen"
    born_void = """
        INSERT INTO facturacion.payments (invoice_id, method, amount, received_on, received_by_id, received_by_name,
                    voided_at, voided_by_id, voided_by_name, void_reason)
             VALUES (%(id)s, 'CASH', 1, '2026-11-01', '1', 'Ana', now(), '1', 'Ana', 'x')"""
    assert refused(born_void, id=id) == "payments_frozen"


def test_a_final_consumer_is_known_by_their_document(draft, final_consumer, refused):
    id = draft(buyer=final_consumer)["id"]
    sql = "UPDATE facturacion.invoices SET buyer_document = '1714307103' WHERE id = %(id)s"
    assert refused(sql, id=id) == "invoices_final_consumer"


def test_a_final_consumers_invoice_stands(issued, final_consumer, refused):
    id = issued(buyer=final_consumer)["id"]
    sql = "UPDATE facturacion.invoices SET status = 'ANNULLED', annul_reason = 'x' WHERE id = %(id)s"
    assert refused(sql, id=id) == "invoices_final_consumer_stands"


def test_a_held_appointment_keeps_its_draft_from_being_issued(draft, refused, database_of):
    id = draft()["id"]
    with database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.invoices SET appointment_id = 5, completion = 1 WHERE id = %(id)s", id=id)
        tx.run("""
            INSERT INTO facturacion.reopenings (appointment_id, held_until)
                 VALUES (5, clock_timestamp() + interval '1 minute')
            """)
    assert refused(ISSUE, id=id, number=1) == "invoices_held"


@pytest.fixture
def refused_to_the_owner(shared, rolled_back):
    """The name of the rule that refuses a statement even to whoever owns the tables."""

    def run(sql):
        with pytest.raises(psycopg2.Error) as refusal, shared.connection.cursor() as cursor:
            cursor.execute(sql)
        return refusal.value.diag.constraint_name

    return run


def test_rates_of_one_code_do_not_overlap(refused_to_the_owner):
    sql = "INSERT INTO facturacion.iva_rates (code, rate, label, valid_from) VALUES ('4', 16, 'IVA 16 %', '2027-01-01')"
    assert refused_to_the_owner(sql) == "iva_rates_no_overlap"


@pytest.mark.parametrize("table", ["invoices", "invoice_lines", "payments", "operational_expenses"])
def test_nothing_fiscal_is_emptied(refused_to_the_owner, table):
    refusal = refused_to_the_owner(f"TRUNCATE facturacion.{table} CASCADE")
    assert refusal.endswith("_not_emptied")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE facturacion.iva_rates SET rate = 0",
        "INSERT INTO facturacion.iva_rates (code, rate, label, valid_from) VALUES ('9', 0, 'x', '2027-01-01')",
        "DELETE FROM facturacion.iva_rates",
        "UPDATE facturacion.appointment_costs SET appointment_id = 5",
        "DELETE FROM facturacion.appointment_costs",
        "DELETE FROM facturacion.expense_categories",
        "TRUNCATE facturacion.invoices CASCADE",
    ],
)
def test_the_service_changes_nothing_beyond_what_it_does(refused, sql):
    assert refused(sql) is errors.InsufficientPrivilege


def test_money_did_not_come_in_the_future(issued, refused):
    sql = PAYMENT.replace("'2026-11-01'", "current_date + 2")
    assert refused(sql, id=issued()["id"], amount="1") == "payments_received_on"


def test_a_category_is_one_whatever_its_case(client, boss, expense, refused):
    client.post("/api/facturacion/expenses", json=expense(category="Luz"), headers=boss)
    assert refused("INSERT INTO facturacion.expense_categories VALUES ('LUZ')") == "expense_categories_one"
