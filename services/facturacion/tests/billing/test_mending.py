"""What an appointment brings is held to the limits of the form: its draft is made, and says what must be mended."""

import pytest

URL = "/api/facturacion/invoices"


@pytest.fixture
def drafted(client, boss, receive, completed):
    """The draft of an appointment: `drafted(lambda data: …)` changes what the event brings."""

    def make(change):
        data = completed()
        change(data)
        answer = receive("appointment.completed", **data)
        assert answer.status_code == 200, answer.json
        (row,) = client.get(f"{URL}?appointment_id={data['appointment_id']}", headers=boss).json["data"]
        return client.get(f"{URL}/{row['id']}", headers=boss).json

    return make


def first(**changes):
    return lambda data: data["treatments"][0].update(changes)


def patient(**changes):
    return lambda data: data["patient"].update(changes)


WRONG = {
    "a code that the SRI does not take": (first(code="X" * 26), "lines.0.code"),
    "a name that no invoice prints": (first(name="x" * 301), "lines.0.description"),
    "no name": (first(name=" "), "lines.0.description"),
    "a quantity beyond the form's": (first(quantity="10000.001"), "lines.0.quantity"),
    "a price beyond the form's": (first(unit_price="1000000.00", quantity=1), "lines.0.unit_price"),
    "an amount that no invoice holds": (
        first(quantity="99999999999", unit_price="9999999999.99"),
        "lines.0.unit_price",
    ),
    "an amount beyond a line's": (first(quantity="11", unit_price="999999.99"), "lines.0.unit_price"),
    "a wrong document": (patient(document_number="1714307104"), "buyer.document"),
    "no document": (patient(document_type=None, document_number=None), "buyer.document"),
    "an unknown kind of document": (patient(document_type="OTHER", document_number="-"), "buyer.document"),
    "an e-mail that is none": (patient(email="ana@"), "buyer.email"),
    "a long name": (patient(name="x" * 301), "buyer.name"),
    "a long address": (patient(address="x" * 2000), "buyer.address"),
}


@pytest.mark.parametrize(("change", "field"), WRONG.values(), ids=WRONG.keys())
def test_the_draft_says_what_to_mend_and_is_not_issued_so(client, boss, drafted, change, field):
    made = drafted(change)
    assert [one["field"] for one in made["to_mend"]] == [field] and made["to_mend"][0]["message"]
    refused = client.post(f"{URL}/{made['id']}/issue", json={}, headers=boss)
    assert refused.status_code == 422 and refused.json["errors"] == made["to_mend"]
    moved = client.patch(f"{URL}/{made['id']}/status", json={"status": "ISSUED"}, headers=boss)
    assert moved.status_code == 422


def test_many_wrong_things_are_said_at_once(drafted):
    def change(data):
        first(code="X" * 40, quantity="99999999999", unit_price="9999999999.99")(data)
        data["extras"][0]["code"] = "Y" * 26

    fields = [one["field"] for one in drafted(change)["to_mend"]]
    assert fields == ["lines.0.code", "lines.1.code", "lines.0.unit_price"]


def test_what_could_not_be_stored_is_said_in_words(drafted):
    made = drafted(first(quantity="99999999999", unit_price="9999999999.99"))
    assert (
        "99999999999" in made["to_mend"][0]["message"]
        and "$9.999.999.999,99" in made["to_mend"][0]["message"]
    )
    assert made["total"] == "4.03", "what the other line costs"


def test_mended_it_is_issued(client, boss, drafted, line, buyer):
    made = drafted(first(code="X" * 40, quantity="99999999999", unit_price="9999999999.99"))
    url, current = f"{URL}/{made['id']}", boss | {"If-Match": '"1"'}
    changed = client.patch(url, json={"lines": [line()]}, headers=current)
    assert changed.status_code == 200 and changed.json["to_mend"] == []
    assert client.post(f"{url}/issue", json={}, headers=boss).status_code == 200


def test_a_correction_of_something_else_does_not_forget_it(client, boss, drafted):
    made = drafted(first(quantity="99999999999", unit_price="9999999999.99"))
    changed = client.patch(
        f"{URL}/{made['id']}", json={"notes": "Ver precio"}, headers=boss | {"If-Match": '"1"'}
    )
    assert changed.json["to_mend"] == made["to_mend"]


def test_a_code_without_a_rate_today_is_to_be_mended(client, boss, receive, completed, drafted, shared):
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.iva_rates SET valid_to = '2025-12-31' WHERE code = '8'")
    made = drafted(first(iva_code="8"))
    assert [one["field"] for one in made["to_mend"]] == ["lines.0.iva_code"]
    assert client.post(f"{URL}/{made['id']}/issue", json={}, headers=boss).json["errors"] == made["to_mend"]


def test_a_good_draft_and_an_issued_invoice_have_nothing_to_mend(draft, issued):
    assert draft()["to_mend"] == [] and issued()["to_mend"] == []


def test_names_are_made_one_line(drafted):
    made = drafted(first(name=" Limpieza\n  y\tflúor "))
    assert made["lines"][0]["description"] == "Limpieza y flúor" and made["to_mend"] == []


def test_an_absurd_cost_is_kept_as_the_largest(client, boss, receive, completed):
    data = completed()
    receive("appointment.completed", **data)
    for _ in range(2):
        answer = receive("stock.consumed", appointment_id=data["appointment_id"], cost="9999999999.99")
        assert answer.status_code == 200, answer.json
    (row,) = client.get(f"{URL}?appointment_id={data['appointment_id']}", headers=boss).json["data"]
    assert row["cost"] == "9999999999.99"


def test_the_new_details_of_a_patient_are_never_refused(drafted, completed, receive, client, boss):
    made = drafted(lambda data: None)
    answer = receive(
        "patient.updated",
        patient=completed()["patient"] | {"name": "x" * 600, "document_type": None, "document_number": None},
    )
    assert answer.status_code == 200
    fields = [one["field"] for one in client.get(f"{URL}/{made['id']}", headers=boss).json["to_mend"]]
    assert fields == ["buyer.document", "buyer.name"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "X" * 26}, "lines.0.code"),
        ({"quantity": "10000.001"}, "lines.0.quantity"),
        ({"unit_price": "1000000.00"}, "lines.0.unit_price"),
        ({"quantity": "11", "unit_price": "999999.99"}, "lines.0.quantity"),
    ],
)
def test_a_form_has_the_same_limits(client, boss, new_invoice, line, changes, field):
    answer = client.post(URL, json=new_invoice(lines=[line(**changes)]), headers=boss)
    assert answer.status_code == 422 and [one["field"] for one in answer.json["errors"]] == [field]


def test_a_hundred_of_the_largest_lines_with_iva_are_an_invoice(client, boss, new_invoice, line):
    dear = line(quantity="9.999", unit_price="999999.99", iva_code="4")
    answer = client.post(URL, json=new_invoice(lines=[dear] * 100), headers=boss)
    assert answer.status_code == 201, answer.json
    assert client.post(f"{URL}/{answer.json['id']}/issue", json={}, headers=boss).status_code == 200


@pytest.mark.parametrize(("change", "field"), WRONG.values(), ids=WRONG.keys())
def test_the_list_flags_what_must_be_mended(client, boss, drafted, draft, change, field):
    fine, made = draft(), drafted(change)
    assert made["needs_mending"] and not fine["needs_mending"]
    rows = client.get(f"{URL}?needs_mending=true", headers=boss).json["data"]
    assert [row["id"] for row in rows] == [made["id"]]
    rows = client.get(f"{URL}?needs_mending=false", headers=boss).json["data"]
    assert [row["id"] for row in rows] == [fine["id"]]


def test_the_flag_goes_once_it_is_mended_and_when_it_is_discarded(client, boss, drafted, line):
    made = drafted(first(code="X" * 40))
    mended = client.patch(
        f"{URL}/{made['id']}", json={"lines": [line()]}, headers=boss | {"If-Match": f'"{made["version"]}"'}
    )
    assert mended.json["needs_mending"] is False and mended.json["to_mend"] == []
    other = drafted(first(code="X" * 40))
    gone = client.patch(f"{URL}/{other['id']}/status", json={"status": "DISCARDED"}, headers=boss)
    assert gone.json["needs_mending"] is False


def test_the_flag_follows_what_becomes_of_the_patient(client, boss, drafted, receive, completed):
    made = drafted(patient(document_type=None, document_number=None))
    data = completed()["patient"] | {"id": made["patient_id"]}
    assert receive("patient.updated", patient=data).status_code == 200
    row = client.get(f"{URL}/{made['id']}", headers=boss).json
    assert row["buyer"]["document"] == data["document_number"]
    assert (row["needs_mending"], row["to_mend"]) == (False, [])
