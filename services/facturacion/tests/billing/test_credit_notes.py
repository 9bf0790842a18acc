"""Credit notes: whole and in part, never more than what is left, numbered and frozen, and where the money goes."""

from decimal import Decimal

import psycopg2
import pytest

API = "/api/facturacion"


@pytest.fixture
def crediting(login):
    return login(
        "invoices:read",
        "invoices:write",
        "invoices:credit",
        "payments:write",
        "payments:refund",
        "reports:read",
    )


@pytest.fixture
def credit(client, crediting, open_till):
    """`credit(invoice_id, lines=[…], settle="REFUND", method="CASH")`."""
    open_till(crediting)

    def act(id, headers=crediting, **body):
        body = {"reason": "Se cobró de más"} | body
        return client.post(f"{API}/invoices/{id}/credit-notes", json=body, headers=headers)

    return act


@pytest.fixture
def of_patient(database_of):
    """Make an invoice that of a patient, as an appointment would have."""

    def act(invoice, patient_id):
        with database_of("facturacion").transaction() as tx:
            tx.run(
                "UPDATE facturacion.invoices SET patient_id = %(patient)s WHERE id = %(id)s",
                id=invoice["id"],
                patient=patient_id,
            )
        return invoice

    return act


def part(invoice, place, quantity):
    return {"line_id": invoice["lines"][place]["id"], "quantity": quantity}


def test_a_whole_note_leaves_nothing_owed_and_takes_a_number_of_its_own(credit, issued, line, published):
    made = issued(lines=[line(), line(unit_price="10.00", iva_code="4")])
    answer = credit(made["id"])
    assert answer.status_code == 201, answer.json
    after, note = answer.json, answer.json["credit_notes"][0]
    assert (after["credited"], after["balance"], after["payment_status"]) == ("51.50", "0.00", "PAID")
    assert (note["subtotal"], note["iva"], note["total"], note["returned"]) == (
        "50.00",
        "1.50",
        "51.50",
        "0.00",
    )
    assert note["number"].endswith("000000001") and note["number"][:7] == made["number"][:7]
    assert published()[-1]["type"] == "invoice.credited"
    again = credit(made["id"])
    assert again.status_code == 409 and "por completo" in again.json["detail"]


def test_in_thirds_the_last_piece_takes_what_rounding_left(credit, issued, line):
    made = issued(lines=[line(quantity="3", unit_price="3.33", iva_code="4")])
    notes = [credit(made["id"], lines=[part(made, 0, "1")]).json["credit_notes"][-1] for _ in range(3)]
    assert sum(Decimal(note["subtotal"]) for note in notes) == Decimal(made["subtotal"])
    assert sum(Decimal(note["iva"]) for note in notes) == Decimal(made["iva"])
    assert [note["number"][-1] for note in notes] == ["1", "2", "3"]
    assert credit(made["id"], lines=[part(made, 0, "1")]).status_code == 409


def test_of_a_reduced_line_only_what_was_charged_is_credited(credit, issued, line):
    made = issued(lines=[line(quantity="2", discount_percent="10", discount_reason="Convenio")])
    note = credit(made["id"], lines=[part(made, 0, "1")]).json["credit_notes"][0]
    assert note["total"] == "36.00"


@pytest.mark.parametrize(
    "lines, field",
    [
        ([{"line_id": 999999999, "quantity": "1"}], "lines.0.line_id"),
        ("1.001", "lines.0.quantity"),
        ("0", "lines.0.quantity"),
        ("-1", "lines.0.quantity"),
        ("1e30", "lines.0.quantity"),
        ("1,5", "lines.0.quantity"),
        ([], "lines"),
    ],
)
def test_what_cannot_be_credited_is_named(credit, issued, lines, field):
    made = issued()
    wanted = [part(made, 0, lines)] if isinstance(lines, str) else lines
    answer = credit(made["id"], lines=wanted)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_note_is_dated_today_and_by_nobody_else(credit, issued):
    answer = credit(issued()["id"], issue_date="2020-01-01")
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "issue_date"


def test_what_was_paid_goes_back_or_stays_in_favour(
    credit, issued, pay, client, crediting, of_patient, draft
):
    paid = issued()
    pay(paid["id"], "40.00")
    asked = credit(paid["id"])
    assert asked.status_code == 422 and asked.json["errors"][0]["field"] == "settle"
    assert "40,00" in asked.json["errors"][0]["message"]
    assert credit(paid["id"], settle="CREDIT").json["errors"][0]["field"] == "settle"
    assert credit(paid["id"], settle="REFUND").json["errors"][0]["field"] == "method"
    back = credit(paid["id"], settle="REFUND", method="CASH").json
    assert (back["paid"], back["balance"], back["credit_notes"][0]["returned"]) == ("0.00", "0.00", "40.00")
    assert back["movements"][0]["kind"] == "RETURNED" and back["movements"][0]["method"] == "CASH"
    assert back["movements"][0]["credit_note_id"] == back["credit_notes"][0]["id"]


def test_half_paid_only_what_was_paid_above_the_rest_goes_back(credit, issued, pay):
    made = issued()
    pay(made["id"], "30.00")
    after = credit(made["id"], lines=[part(made, 0, "0.5")], settle="REFUND", method="TRANSFER").json
    assert (after["credited"], after["paid"], after["balance"]) == ("20.00", "20.00", "0.00")
    assert after["movements"][0]["amount"] == "10.00"


def test_kept_in_favour_it_is_the_patients(
    client, credit, crediting, pay, new_invoice, boss, of_patient, draft
):
    made = of_patient(draft(), 4242)
    client.post(f"{API}/invoices/{made['id']}/issue", json={}, headers=boss)
    pay(made["id"], "40.00")
    after = credit(made["id"], settle="CREDIT").json
    assert after["movements"][0]["kind"] == "RELEASED"
    account = client.get(f"{API}/patients/4242/account", headers=crediting).json
    assert (account["owed"], account["credit"], account["balance"]) == ("0.00", "40.00", "-40.00")
    assert [entry["kind"] for entry in account["entries"]] == ["INVOICE", "PAYMENT", "CREDIT_NOTE"]


def test_the_final_consumer_is_neither_credited_nor_annulled(
    client, credit, issued, final_consumer, boss, database_of
):
    made = issued(buyer=final_consumer)
    refused = credit(made["id"])
    assert refused.status_code == 409 and "consumidor final" in refused.json["detail"]


def test_a_draft_is_not_credited(credit, draft):
    assert credit(draft()["id"]).status_code == 409


def test_who_may_not_is_told_the_permission(credit, issued, boss):
    answer = credit(issued()["id"], headers=boss)
    assert answer.status_code == 403 and "Emitir notas de crédito" in answer.json["detail"]


def test_what_is_credited_is_not_annulled_any_more(client, credit, issued, boss):
    made = issued()
    credit(made["id"], lines=[part(made, 0, "0.5")])
    body = {"status": "ANNULLED", "reason": "Ya no"}
    answer = client.patch(f"{API}/invoices/{made['id']}/status", json=body, headers=boss)
    assert answer.status_code == 409 and "notas de crédito" in answer.json["detail"]


def test_income_falls_on_the_day_of_the_note(client, credit, issued, crediting):
    made = issued()
    before = client.get(f"{API}/dashboard/stats", headers=crediting).json
    credit(made["id"], lines=[part(made, 0, "0.25")])
    after = client.get(f"{API}/dashboard/stats", headers=crediting).json
    for span in ("today", "month"):
        assert Decimal(before[span]["income"]) - Decimal(after[span]["income"]) == 10
    assert Decimal(before["month"]["profit"]) - Decimal(after["month"]["profit"]) == 10
    assert Decimal(before["receivable"]) - Decimal(after["receivable"]) == 10


def test_the_margin_of_its_treatment_falls_with_it(credit, issued, database_of):
    made = issued()
    credit(made["id"], lines=[part(made, 0, "0.25")])
    with database_of("facturacion").session() as db:
        entered = db.all(
            """
            SELECT source, kind, reference_id, income FROM facturacion.result_entries
             WHERE source_id = %(id)s AND source IN ('INVOICE', 'CREDIT_NOTE') ORDER BY id
            """,
            id=made["id"],
        )
    treatment = {"kind": "TREATMENT", "reference_id": 3}
    assert entered == [
        {"source": "INVOICE", **treatment, "income": Decimal("40.00")},
        {"source": "CREDIT_NOTE", **treatment, "income": Decimal("-10.00")},
    ]


def test_a_payment_above_what_the_notes_left_is_refused(credit, issued, pay):
    made = issued()
    credit(made["id"], lines=[part(made, 0, "0.5")])
    assert pay(made["id"], "20.01").status_code == 409
    assert pay(made["id"], "20.00").status_code == 201


def test_a_payment_of_which_a_part_went_back_is_not_voided(client, credit, issued, pay, boss):
    made = issued()
    payment = pay(made["id"], "40.00").json
    credit(made["id"], settle="REFUND", method="CASH", lines=[part(made, 0, "0.5")])
    answer = client.post(f"{API}/payments/{payment['id']}/void", json={"reason": "Error"}, headers=boss)
    assert answer.status_code == 409 and "no se puede anular" in answer.json["detail"]


@pytest.mark.parametrize(
    "sql, rule",
    [
        ("UPDATE facturacion.credit_notes SET total = 1 WHERE invoice_id = %(id)s", None),
        ("DELETE FROM facturacion.credit_note_lines", None),
        ("UPDATE facturacion.invoices SET credited = 1 WHERE id = %(id)s", "invoices_credited_adds_up"),
        ("UPDATE facturacion.invoices SET paid = 1 WHERE id = %(id)s", "invoices_paid_adds_up"),
    ],
)
def test_a_note_is_frozen_and_its_sum_is_kept_by_the_database(credit, issued, database_of, sql, rule):
    made = issued()
    credit(made["id"], lines=[part(made, 0, "0.5")])
    with pytest.raises(psycopg2.Error) as refusal:
        with database_of("facturacion").transaction() as tx:
            tx.run(sql, **({"id": made["id"]} if "%(id)s" in sql else {}))
    if rule:
        assert refusal.value.diag.constraint_name == rule


def test_an_invoice_is_annulled_until_the_seventh_of_the_next_month(
    client, issued, boss, database_of, shared
):
    made = issued()
    assert made["annulled_until"][8:] == "07"
    with shared.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE facturacion.invoices DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE facturacion.invoices SET issue_date = '2026-01-05', dated_on = '2026-01-05' WHERE id = %s",
            (made["id"],),
        )
        cursor.execute("ALTER TABLE facturacion.invoices ENABLE TRIGGER USER")
    body = {"status": "ANNULLED", "reason": "Ya no"}
    answer = client.patch(f"{API}/invoices/{made['id']}/status", json=body, headers=boss)
    assert answer.status_code == 409
    assert "07/02/2026" in answer.json["detail"] and "nota de crédito" in answer.json["detail"]
    with pytest.raises(psycopg2.Error) as refusal, database_of("facturacion").transaction() as tx:
        tx.run(
            "UPDATE facturacion.invoices SET status = 'ANNULLED', annul_reason = 'x', annulled_at = now(),"
            " annulled_by_id = '1', annulled_by_name = 'A' WHERE id = %(id)s",
            id=made["id"],
        )
    assert refusal.value.diag.constraint_name == "invoices_annulled_in_time"


@pytest.fixture
def listed(client, crediting):
    def ask(**wanted):
        answer = client.get(f"{API}/credit-notes", query_string=wanted, headers=crediting)
        assert answer.status_code == 200, answer.json
        return answer.json

    return ask


def test_every_note_is_listed_found_and_filtered(client, credit, issued, pay, buyer, listed, login):
    first = credit(issued(buyer=buyer(name="Zoila Aguirre"))["id"]).json
    paid = issued()
    pay(paid["id"], "40.00")
    second = credit(paid["id"], settle="REFUND", method="CASH").json
    one, two = first["credit_notes"][0], second["credit_notes"][0]
    rows = listed(total=True)
    assert [row["number"] for row in rows["data"]] == [two["number"], one["number"]] and rows["total"] == 2
    assert rows["data"][1]["invoice_number"] == first["number"]
    assert [row["id"] for row in listed(search="zoila")["data"]] == [one["id"]]
    assert [row["id"] for row in listed(search=first["number"])["data"]] == [one["id"]]
    assert {row["id"] for row in listed(search=one["number"])["data"]} >= {one["id"]}
    assert [row["id"] for row in listed(returned=True)["data"]] == [two["id"]]
    assert listed(to="2020-01-01")["data"] == []
    page = listed(limit=1)
    assert [row["id"] for row in listed(limit=1, after=page["next"])["data"]] == [one["id"]]
    assert client.get(f"{API}/credit-notes", headers=login("expenses:read")).status_code == 403


def test_a_printed_note_comes_out_again_as_it_was(
    apps, client, crediting, credit, issued, login, database_of
):
    note = credit(issued()["id"]).json["credit_notes"][0]
    url = f"{API}/credit-notes/{note['id']}/pdf"
    first = client.get(url, headers=crediting)
    assert first.status_code == 200 and first.data.startswith(b"%PDF")
    assert f"nota-de-credito-{note['number']}.pdf" in first.headers["Content-Disposition"]
    apps["auth"].test_client().put(
        "/api/auth/clinic",
        json={"name": "Otra", "accent": None},
        headers=login("clinic:write", id="77") | {"If-Match": '"1"'},
    )
    assert client.get(url, headers=crediting).data == first.data
    assert client.get(f"{API}/credit-notes/999999/pdf", headers=crediting).status_code == 404
    with pytest.raises(psycopg2.Error), database_of("facturacion").transaction() as tx:
        tx.run("UPDATE facturacion.credit_note_documents SET pdf = ''")
