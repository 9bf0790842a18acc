import pytest

from facturacion.billing.schemas.invoices import Invoice

URL = "/api/facturacion/invoices"


def of_appointment(client, headers, id):
    (row,) = client.get(f"{URL}?appointment_id={id}&status=DRAFT", headers=headers).json["data"]
    return client.get(f"{URL}/{row['id']}", headers=headers).json


def test_a_phone_of_before_is_kept_as_it_is_stored_now(client, boss, receive, completed):
    for phone, kept in (("099 123 4567", "+593991234567"), ("preguntar", "preguntar")):
        data = completed()
        data["patient"]["phone"] = phone
        assert receive("appointment.completed", **data).status_code == 200
        path = f"/api/facturacion/invoices?appointment_id={data['appointment_id']}"
        assert client.get(path, headers=boss).json["data"][0]["buyer"]["phone"] == kept


def test_a_finished_appointment_becomes_a_draft(client, boss, receive, completed, published):
    data = completed()
    assert receive("appointment.completed", **data).json == {"handled": 1}
    made = of_appointment(client, boss, data["appointment_id"])
    Invoice.model_validate(made)
    assert made["buyer"] == {
        "id_type": "05",
        "document": "0926687856",
        "name": "Carlos Andrade",
        "email": "carlos@example.com",
        "phone": "+593991234567",
        "address": "Quito",
        "reason": None,
    }
    assert made["doctor"] == {"id": 4, "name": "Lucía Mora"} and made["patient_id"] == 12
    assert [(one["kind"], one["reference_id"], one["total"]) for one in made["lines"]] == [
        ("TREATMENT", 3, "80.00"),
        ("PRODUCT", 9, "4.03"),
    ]
    assert made["total"] == "84.03" and made["cost"] is None
    assert published()[-1]["data"]["patient_id"] == 12


@pytest.mark.parametrize(
    ("kind", "number", "id_type"), [("RUC", "1793213150001", "04"), ("PASSPORT", "AB1234", "06")]
)
def test_every_document_has_its_code(client, boss, receive, completed, kind, number, id_type):
    data = completed()
    data["patient"] |= {"document_type": kind, "document_number": number}
    receive("appointment.completed", **data)
    buyer = of_appointment(client, boss, data["appointment_id"])["buyer"]
    assert (buyer["id_type"], buyer["document"]) == (id_type, number)


def test_an_appointment_has_one_invoice_until_it_is_discarded(client, boss, receive, completed):
    data = completed()
    for _ in range(2):
        assert receive("appointment.completed", **data).status_code == 200
    made = of_appointment(client, boss, data["appointment_id"])
    client.patch(f"{URL}/{made['id']}/status", json={"status": "DISCARDED"}, headers=boss)
    receive("appointment.completed", **data)
    assert of_appointment(client, boss, data["appointment_id"])["id"] != made["id"]


def test_where_there_is_nothing_to_charge_there_is_no_draft(client, boss, receive, completed):
    assert receive("appointment.completed", **completed(treatments=[], extras=[])).status_code == 200
    assert client.get(URL, headers=boss).json["data"] == []


@pytest.mark.parametrize("cost_first", [True, False])
def test_a_draft_and_its_cost_find_each_other(client, boss, receive, completed, cost_first):
    data = completed()
    id = data["appointment_id"]
    acts = [
        lambda: receive("appointment.completed", **data),
        lambda: receive("stock.consumed", appointment_id=id, cost="12.3456", lines=[]),
    ]
    for act in acts[::-1] if cost_first else acts:
        assert act().status_code == 200
    assert of_appointment(client, boss, id)["cost"] == "12.35"
    receive("stock.consumed", appointment_id=id, cost="1.00", lines=[])
    assert of_appointment(client, boss, id)["cost"] == "13.35"


def test_what_was_issued_still_learns_its_cost(client, boss, receive, completed):
    data = completed()
    receive("appointment.completed", **data)
    made = of_appointment(client, boss, data["appointment_id"])
    client.post(f"{URL}/{made['id']}/issue", json={}, headers=boss)
    assert receive("stock.consumed", appointment_id=data["appointment_id"], cost="5").status_code == 200
    assert client.get(f"{URL}/{made['id']}", headers=boss).json["cost"] == "5.00"


def renewed(data, **changes):
    return {"patient": data["patient"] | changes, "changed": sorted(changes)}


def test_a_draft_follows_its_patient_and_an_issued_invoice_does_not(
    client, boss, receive, completed, published
):
    first, second = completed(), completed()
    receive("appointment.completed", **first)
    issued = of_appointment(client, boss, first["appointment_id"])
    client.post(f"{URL}/{issued['id']}/issue", json={}, headers=boss)
    receive("appointment.completed", **second)
    receive("patient.updated", **renewed(second, document_number="1714307103", phone=None, name="Carlos A."))
    draft = of_appointment(client, boss, second["appointment_id"])
    assert draft["buyer"]["document"] == "1714307103" and draft["buyer"]["phone"] is None
    assert published()[-1]["type"] == "invoice.updated" and "Carlos A." in published()[-1]["data"]["summary"]
    kept = client.get(f"{URL}/{issued['id']}", headers=boss).json
    assert kept["buyer"]["document"] == "0926687856" and kept["buyer"]["name"] == "Carlos Andrade"
    count = len(published())
    receive("patient.updated", **renewed(second, document_number="1714307103", phone=None, name="Carlos A."))
    assert len(published()) == count
    receive("patient.updated", **renewed(second, name="Carlos B."))
    assert of_appointment(client, boss, second["appointment_id"])["buyer"]["name"] == "Carlos B."


def test_a_mail_typed_for_the_invoice_stays_until_that_of_the_file_changes(client, boss, receive, completed):
    data = completed()
    receive("appointment.completed", **data)
    made = of_appointment(client, boss, data["appointment_id"])
    typed = made["buyer"] | {"email": "contador@example.com"}
    client.patch(f"{URL}/{made['id']}", json={"buyer": typed}, headers=boss | {"If-Match": '"1"'})
    receive("patient.updated", **renewed(data, name="Carlos A."))
    buyer = of_appointment(client, boss, data["appointment_id"])["buyer"]
    assert (buyer["name"], buyer["email"]) == ("Carlos A.", "contador@example.com")
    receive("patient.updated", **renewed(data, name="Carlos A.", email="carlos@example.com"))
    assert of_appointment(client, boss, data["appointment_id"])["buyer"]["email"] == "carlos@example.com"


def test_a_draft_made_out_to_somebody_else_does_not_follow(client, boss, receive, completed, buyer):
    data = completed()
    receive("appointment.completed", **data)
    made = of_appointment(client, boss, data["appointment_id"])
    client.patch(f"{URL}/{made['id']}", json={"buyer": buyer()}, headers=boss | {"If-Match": '"1"'})
    receive("patient.updated", **renewed(data, name="Carlos A."))
    changed = of_appointment(client, boss, data["appointment_id"])
    assert changed["buyer"]["name"] == "María Fernanda Torres" and changed["patient_id"] == 12


@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("appointment.completed", {}),
        ("appointment.completed", {"appointment_id": 1, "patient": None, "doctor": {}}),
        ("stock.consumed", {"appointment_id": 1}),
        ("stock.consumed", {"appointment_id": 1, "cost": "-1"}),
        ("stock.consumed", {"appointment_id": 1, "cost": "NaN"}),
        ("stock.consumed", {"appointment_id": 1, "cost": "1e400"}),
        ("stock.consumed", {"appointment_id": 2**70, "cost": "1"}),
        ("patient.updated", {"patient": {"id": "x"}}),
    ],
)
def test_a_malformed_event_is_refused(receive, type, data):
    assert receive(type, **data).status_code == 422


def test_an_event_without_a_handler_is_accepted_and_ignored(receive):
    assert receive("appointment.booked").json == {"handled": 1}
