import pytest

from facturacion.billing.schemas.invoices import Invoice

URL = "/api/facturacion/invoices"


def test_a_draft_is_stored_with_its_amounts(client, boss, draft, line):
    made = draft(
        lines=[
            line(quantity="2"),
            line(
                kind="PRODUCT", unit_price="10.00", discount="1.00", discount_reason="Cortesía", iva_code="4"
            ),
        ],
        notes="Paga el representante",
    )
    Invoice.model_validate(made)
    assert made["status"] == "DRAFT" and made["number"] is None and made["payment_status"] == "PENDING"
    assert (made["subtotal"], made["discount"], made["iva"], made["total"]) == (
        "89.00",
        "1.00",
        "1.35",
        "90.35",
    )
    assert made["taxes"] == [
        {"iva_code": "0", "iva_rate": "0.00", "base": "80.00", "iva": "0.00"},
        {"iva_code": "4", "iva_rate": "15.00", "base": "9.00", "iva": "1.35"},
    ]
    assert [one["position"] for one in made["lines"]] == [1, 2]
    read = client.get(f"{URL}/{made['id']}", headers=boss)
    assert read.json == made and read.headers["ETag"] == '"1"'


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": None}, "lines"),
        ({"lines": [{}]}, "lines.0.kind"),
        ({"buyer": None}, "buyer"),
        ({"buyer": {"id_type": "05", "document": "1714307104", "name": "Ana"}}, "buyer.document"),
        ({"buyer": {"id_type": "99", "document": "1714307103", "name": "Ana"}}, "buyer.id_type"),
        ({"buyer": {"id_type": "05", "document": "1714307103", "name": "Ana\u200b B"}}, "buyer.name"),
        ({"buyer": {"id_type": "05", "document": "１７１４３０７１０３", "name": "Ana"}}, "buyer.document"),
        ({"buyer": {"id_type": "05", "document": "1714307103", "name": " "}}, "buyer.name"),
        ({"patient_id": 0}, "patient_id"),
        ({"notes": "x" * 1001}, "notes"),
        ({"appointment_id": 5}, "appointment_id"),
    ],
)
def test_invalid_drafts_name_the_field(client, boss, new_invoice, changes, field):
    answer = client.post(URL, json=new_invoice(**changes), headers=boss)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json["errors"]]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": "0"}, "lines.0.quantity"),
        ({"quantity": "1.0001"}, "lines.0.quantity"),
        ({"unit_price": "-1"}, "lines.0.unit_price"),
        ({"unit_price": "1e40"}, "lines.0.unit_price"),
        ({"discount": "40.01", "discount_reason": "Todo"}, "lines.0.discount"),
        ({"iva_code": "2"}, "lines.0.iva_code"),
        ({"quantity": "10000", "unit_price": "999999.99"}, "lines.0.quantity"),
        ({"description": "a\u0007b"}, "lines.0.description"),
        ({"code": "a\u202eb"}, "lines.0.code"),
        ({"quantity": "1_000"}, "lines.0.quantity"),
        ({"quantity": "１"}, "lines.0.quantity"),
        ({"unit_price": "1_0.00"}, "lines.0.unit_price"),
        ({"discount": "0_1"}, "lines.0.discount"),
    ],
)
def test_invalid_lines_name_the_field(client, boss, new_invoice, line, changes, field):
    answer = client.post(URL, json=new_invoice(lines=[line(**changes)]), headers=boss)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_a_code_without_a_rate_today_is_refused(client, boss, new_invoice, line, shared):
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.iva_rates SET valid_to = '2025-12-31' WHERE code = '8'")
    answer = client.post(URL, json=new_invoice(lines=[line(iva_code="8")]), headers=boss)
    assert answer.json["errors"][0]["field"] == "lines.0.iva_code"


def test_what_an_invoice_prints_is_made_one_line_and_a_document_its_digits(draft, buyer, line):
    made = draft(
        buyer=buyer(name=" Ana\n\tBorja ", document="171430710-3"), lines=[line(description="a\n b")]
    )
    assert (made["buyer"]["name"], made["buyer"]["document"]) == ("Ana Borja", "1714307103")
    assert made["lines"][0]["description"] == "a b"


def test_sent_twice_is_drafted_once(client, boss, new_invoice):
    headers = boss | {"Idempotency-Key": "draft-000001"}
    first = client.post(URL, json=new_invoice(), headers=headers)
    second = client.post(URL, json=new_invoice(), headers=headers)
    assert (first.status_code, second.status_code) == (201, 201) and first.json == second.json
    assert len(client.get(URL, headers=boss).json["data"]) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("post", ""),
        ("get", "/totals"),
        ("get", "/1"),
        ("patch", "/1"),
        ("post", "/1/issue"),
        ("patch", "/1/status"),
        ("get", "/1/payments"),
        ("post", "/1/payments"),
    ],
)
def test_identity_and_permission_come_first(client, login, method, path):
    act = getattr(client, method)
    assert act(f"{URL}{path}", json={}).status_code == 401
    assert act(f"{URL}{path}", json={}, headers=login("patients:read")).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "", None),
        ("patch", "", {}),
        ("post", "/issue", {}),
        ("patch", "/status", {"status": "DISCARDED"}),
        ("get", "/payments", None),
        ("post", "/payments", {"method": "CASH", "amount": "1"}),
    ],
)
def test_what_does_not_exist_is_404(client, boss, method, path, body):
    headers = boss | {"If-Match": '"1"'}
    answer = getattr(client, method)(f"{URL}/999999{path}", json=body, headers=headers)
    assert answer.status_code == 404


def test_a_draft_is_corrected(client, boss, draft, buyer, line):
    made = draft(notes="Antes")
    answer = client.patch(
        f"{URL}/{made['id']}",
        json={"buyer": buyer(name="Otro Nombre"), "lines": [line(unit_price="5.00", iva_code="4")]},
        headers=boss | {"If-Match": '"1"'},
    )
    assert answer.status_code == 200
    assert answer.json["buyer"]["name"] == "Otro Nombre" and answer.json["notes"] == "Antes"
    assert answer.json["total"] == "5.75" and len(answer.json["lines"]) == 1
    assert answer.json["version"] == 2 and answer.headers["ETag"] == '"2"'


def test_an_empty_correction_changes_no_amount(client, boss, draft, line):
    made = draft(lines=[line(discount="2.50", discount_reason="Cortesía", iva_code="4"), line()])
    answer = client.patch(f"{URL}/{made['id']}", json={}, headers=boss | {"If-Match": '"1"'})
    kept = ("subtotal", "discount", "iva", "total", "buyer", "notes")
    assert {name: answer.json[name] for name in kept} == {name: made[name] for name in kept}


def test_notes_can_be_emptied(client, boss, draft):
    made = draft(notes="Algo")
    answer = client.patch(f"{URL}/{made['id']}", json={"notes": None}, headers=boss | {"If-Match": '"1"'})
    assert answer.json["notes"] is None


@pytest.mark.parametrize("field", ["buyer", "lines"])
def test_what_a_draft_needs_cannot_be_emptied(client, boss, draft, field):
    answer = client.patch(f"{URL}/{draft()['id']}", json={field: None}, headers=boss | {"If-Match": '"1"'})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_correction_needs_the_newest_version(client, boss, draft):
    url = f"{URL}/{draft()['id']}"
    assert client.patch(url, json={}, headers=boss).status_code == 428
    assert client.patch(url, json={}, headers=boss | {"If-Match": '"7"'}).status_code == 412


def test_a_draft_is_discarded_and_stays_so(client, boss, draft, published):
    url = f"{URL}/{draft()['id']}"
    answer = client.patch(f"{url}/status", json={"status": "DISCARDED", "reason": "Duplicado"}, headers=boss)
    assert answer.json["status"] == "DISCARDED" and answer.json["annul_reason"] == "Duplicado"
    assert answer.json["balance"] == "0.00"
    again = client.patch(f"{url}/status", json={"status": "DISCARDED"}, headers=boss)
    assert again.status_code == 200 and again.json["version"] == answer.json["version"]
    assert client.post(f"{url}/issue", json={}, headers=boss).status_code == 409
    assert client.patch(url, json={}, headers=boss | {"If-Match": '"2"'}).status_code == 409
    assert [event["type"] for event in published()] == ["invoice.drafted", "invoice.discarded"]


def test_the_events_say_whose_invoice_it_is(client, boss, draft, published):
    made = draft()
    (event,) = published()
    assert event["aggregate"] == f"invoice:{made['id']}"
    assert event["data"]["summary"] == "Preparó un borrador de factura para María Fernanda Torres por $40,00"


def test_a_patient_must_exist(client, boss, new_invoice):
    answer = client.post(URL, json=new_invoice(patient_id=987654), headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "patient_id"


def test_an_invoice_may_be_of_a_patient(apps, client, boss, draft, buyer):
    patient = {
        "document_type": "CEDULA",
        "document_number": "1714307103",
        "first_name": "María Fernanda",
        "last_name": "Torres",
        "gender": "female",
    }
    answer = (
        apps["historia_clinica"]
        .test_client()
        .post("/api/historia-clinica/patients", json=patient, headers=boss)
    )
    assert answer.status_code == 201, answer.json
    made = draft(patient_id=answer.json["id"])
    assert made["patient_id"] == answer.json["id"]
    changed = client.patch(
        f"{URL}/{made['id']}", json={"patient_id": None}, headers=boss | {"If-Match": '"1"'}
    )
    assert changed.json["patient_id"] is None
