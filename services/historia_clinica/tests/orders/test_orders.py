"""Orders: issued, resulted, seen; what nobody saw waits for whoever ordered it."""

import io
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from common.tests.files.pictures import photo

API = "/api/historia-clinica"
DIAGNOSES = [{"code": "K04.7", "description": "Absceso periapical"}]


@pytest.fixture(autouse=True)
def others(practitioner):
    """What `auth` says is at hand."""


@pytest.fixture
def exam(client, doctor):
    def act(name="Glucosa en ayunas", kind="LABORATORY", status=201, **more):
        new = {"kind": kind, "category": "Química sanguínea", "name": name} | more
        answer = client.post(f"{API}/exams", json=new, headers=doctor)
        assert answer.status_code == status, answer.json
        return answer.json.get("id")

    return act


@pytest.fixture
def ask(client, doctor, patient, exam):
    """An order of glucose, with limits, and of a blood count, without."""

    def act(headers=doctor, status=201, **changes):
        if "items" not in changes:
            ids = [
                exam(f"Glucosa {ask.made}", unit="mg/dL", low="70", high="100"),
                exam(f"Biometría {ask.made}"),
            ]
            changes["items"] = [{"exam_id": ids[0]}, {"exam_id": ids[1], "detail": "con plaquetas"}]
            ask.made += 1
        new = {
            "kind": "LABORATORY",
            "indication": "Control previo a cirugía",
            "diagnoses": DIAGNOSES,
            "urgent": True,
        }
        answer = client.post(f"{API}/patients/{patient['id']}/orders", json=new | changes, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    ask = act
    ask.made = 1
    return act


@pytest.fixture
def post(client, doctor):
    def act(path, status=201, headers=doctor, **body):
        answer = client.post(f"{API}/{path}", json=body, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def unseen(client, who):
    return [row["number"] for row in client.get(f"{API}/unseen-results", headers=who).json["data"]]


def test_an_order_is_numbered_printed_and_kept(client, doctor, patient, ask, told):
    one = ask()
    assert (one["number"], one["state"], one["urgent"], one["results"]) == ("0000001", "ORDERED", True, [])
    assert one["items"][1]["detail"] == "con plaquetas"
    printed = client.get(f"{API}/orders/{one['id']}/pdf", headers=doctor).data
    said = " ".join(pypdfium2.PdfDocument(io.BytesIO(printed))[0].get_textpage().get_text_range().split())
    for words in (
        "URGENTE",
        "0000001",
        "Glucosa 1",
        "Biometría 1, con plaquetas",
        "Control previo a cirugía",
    ):
        assert words in said, said
    headers = doctor | {"Idempotency-Key": "orden-0001"}
    items = [{"exam_id": one["items"][0]["exam_id"]}]
    assert ask(headers=headers, items=items) == ask(headers=headers, items=items)
    page = client.get(f"{API}/patients/{patient['id']}/orders", headers=doctor).json
    assert [row["number"] for row in page["data"]] == ["0000002", "0000001"]
    assert told("order.issued")[0]["data"]["summary"] == "Emitió la orden de exámenes 0000001 de Ana Pérez"


def test_it_hangs_from_the_draft_that_it_was_written_beside(
    client, doctor, patient, register, ask, post, practitioner
):
    draft = post(f"patients/{patient['id']}/notes", reason="Control")["id"]
    one = ask(note_id=draft)
    assert one["note_id"] == draft
    theirs = post(f"patients/{register()['id']}/notes", reason="Control")["id"]
    new = {"items": [{"exam_id": one["items"][0]["exam_id"]}]}
    refused = ask(note_id=theirs, status=409, **new)
    assert refused["errors"] == [{"field": "note_id", "message": "Esa nota es de otro paciente."}]
    assert ask(note_id=99_999, status=422, **new)["errors"][0]["field"] == "note_id"
    post(f"notes/{draft}/sign", 200)
    ask(note_id=draft, status=409, **new)
    printed = client.get(f"{API}/notes/{draft}/form-002.pdf", headers=doctor).data
    said = " ".join(pypdfium2.PdfDocument(io.BytesIO(printed))[0].get_textpage().get_text_range().split())
    assert "Orden 0000001: Glucosa 1, Biometría 1 con plaquetas" in said


def test_results_wait_until_somebody_saw_the_last_of_them(client, doctor, login, ask, post, told):
    one = ask()
    path = f"orders/{one['id']}"
    first = post(f"{path}/results", position=1, value="118,5", remark="En ayunas")["results"][0]
    assert (first["value"], first["flag"], first["position"]) == ("118.5", "HIGH", 1)
    assert unseen(client, doctor) == ["0000001"] and unseen(client, login("records:read", id="9")) == []
    second = post(f"{path}/results", position=2, value="Sin alteraciones")["results"][1]
    # Who read the first alone did not see the second.
    assert "Llegaron otros" in post(f"{path}/seen", 409, result_id=first["id"])["detail"]
    seen = post(f"{path}/seen", 200, result_id=second["id"])
    assert (seen["state"], seen["seen"]["by"]["name"], unseen(client, doctor)) == ("SEEN", "Carla Ruiz", [])
    # A wrong click has its way back, and what comes later is unseen again.
    assert client.delete(f"{API}/{path}/seen", headers=doctor).json["state"] == "RESULTED"
    assert client.delete(f"{API}/{path}/seen", headers=doctor).status_code == 404
    post(f"{path}/seen", 200, result_id=second["id"])
    post(f"order-results/{second['id']}/withdraw", 200, reason="Era de otra muestra")
    third = post(f"{path}/results", position=2, value="Plaquetas bajas")
    assert (third["state"], unseen(client, doctor)) == ("RESULTED", ["0000001"])
    assert [event["data"]["summary"] for event in told("order.seen")] == [
        "Vio los resultados de la orden de exámenes 0000001 de Ana Pérez"
    ] * 2


def test_a_document_of_the_patient_is_a_result(client, doctor, patient, register, ask, post):
    one = ask()

    def attach(whose):
        url = f"{API}/files"
        file = client.post(url, data=photo(), content_type="application/octet-stream", headers=doctor).json
        new = {"kind": "LABORATORY", "title": "Hemograma", "taken_on": "2026-01-12", "file_id": file["id"]}
        return post(f"patients/{whose['id']}/documents", **new)["id"]

    row = post(f"orders/{one['id']}/results", attachment_id=attach(patient))["results"][0]
    assert (row["document"]["title"], row["value"], row["document"]["withdrawn"]) == (
        "Hemograma",
        None,
        False,
    )
    theirs = post(f"orders/{one['id']}/results", 422, attachment_id=attach(register()))
    assert theirs["errors"][0]["field"] == "attachment_id"


@pytest.mark.parametrize(
    ("result", "field"),
    [
        ({}, "value"),
        ({"position": 1, "value": "alto"}, "value"),
        ({"value": "5"}, "position"),
        ({"position": 9, "value": "5"}, "position"),
        ({"attachment_id": 99999}, "attachment_id"),
    ],
)
def test_what_is_no_result_is_refused_at_its_field(ask, post, result, field):
    refused = post(f"orders/{ask()['id']}/results", 422, **result)
    assert refused["errors"][0]["field"] == field


def test_what_cannot_be_ordered_is_refused(client, doctor, exam, ask, login, practitioner):
    image = exam("Panorámica", kind="IMAGING")
    for items in ([{"exam_id": 9999}], [{"exam_id": image}]):
        assert ask(status=422, items=items)["errors"][0]["field"] == "items.0.exam_id"
    twice = exam("Urea")
    assert "dos veces" in ask(status=422, items=[{"exam_id": twice}] * 2)["detail"]
    client.patch(f"{API}/exams/{twice}", json={"active": False}, headers=doctor | {"If-Match": '"1"'})
    ask(status=422, items=[{"exam_id": twice}])
    exam("UREA", status=409)
    exam("Sin unidad", status=409, low="1")
    practitioner["registration_expires_on"] = "2020-01-01"
    ask(status=403, items=[{"exam_id": image}], kind="IMAGING")


def test_it_is_annulled_by_its_author_while_it_has_no_results(ask, post, login):
    one = ask()
    other = login("records:sign", id="4", name="Iván Mora")
    post(f"orders/{one['id']}/annul", 403, headers=other, reason="No hace falta")
    post(f"orders/{one['id']}/results", position=1, value="90")
    post(f"orders/{one['id']}/annul", 409, reason="No hace falta")
    second = ask()
    assert post(f"orders/{second['id']}/annul", 200, reason="No hace falta")["state"] == "ANNULLED"
    post(f"orders/{second['id']}/annul", 409, reason="No hace falta")
    post(f"orders/{second['id']}/results", 409, position=1, value="90")


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/patients/1/orders", "patients:read"),
        ("POST", "/patients/1/orders", "records:write"),
        ("GET", "/unseen-results", "patients:read"),
        ("GET", "/orders/1/pdf", "patients:read"),
        ("POST", "/orders/1/annul", "records:write"),
        ("POST", "/orders/1/results", "records:sign"),
        ("POST", "/order-results/1/withdraw", "records:sign"),
        ("POST", "/orders/1/seen", "records:write"),
        ("DELETE", "/orders/1/seen", "records:write"),
        ("GET", "/exams", "patients:read"),
        ("POST", "/exams", "records:write"),
        ("PATCH", "/exams/1", "records:write"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403


def test_what_is_not_there_is_404(client, doctor, post):
    assert client.get(f"{API}/patients/999/orders", headers=doctor).status_code == 404
    assert client.get(f"{API}/orders/999/pdf", headers=doctor).status_code == 404
    new = {"kind": "LABORATORY", "indication": "x y z", "diagnoses": DIAGNOSES, "items": [{"exam_id": 1}]}
    post("patients/999/orders", 404, **new)
    post("orders/999/annul", 404, reason="No hace falta")
    post("orders/999/results", 404, position=1, value="1")
    post("order-results/999/withdraw", 404, reason="Otra muestra")
    post("orders/999/seen", 404, result_id=1)
    assert client.delete(f"{API}/orders/999/seen", headers=doctor).status_code == 404
    switch = client.patch(f"{API}/exams/999", json={"active": False}, headers=doctor | {"If-Match": '"1"'})
    assert switch.status_code == 404


def test_the_database_changes_no_order_nor_what_hangs_from_it(client, ask, post, refused):
    one = ask()
    row = post(f"orders/{one['id']}/results", position=1, value="90")["results"][0]
    post(f"orders/{one['id']}/seen", 200, result_id=row["id"])
    post(f"orders/{ask()['id']}/annul", 200, reason="No hace falta")
    for table, column in (
        ("orders", "indication = 'x'"),
        ("order_documents", "pdf = ''"),
        ("order_annulments", "reason = 'otro'"),
        ("order_results", "value = '10'"),
        ("order_views", "seen_by_name = 'x'"),
    ):
        for sql in (f"UPDATE historia_clinica.{table} SET {column}", f"DELETE FROM historia_clinica.{table}"):
            assert refused(sql) == "InsufficientPrivilege", sql
            assert refused(sql, owner=True) == "orders_frozen", sql
    late = """
        INSERT INTO historia_clinica.order_results (order_id, position, value, recorded_by_id, recorded_by_name)
             SELECT order_id, %(position)s, '1', 'x', 'x' FROM historia_clinica.{}
        """
    for owner in (False, True):
        assert refused(late.format("order_annulments"), owner=owner, position=1) == "orders_annulled"
        assert refused(late.format("order_views"), owner=owner, position=3) == "order_results_position"


def test_numbers_have_no_gap_however_many_are_ordered_at_once(committed, login, practitioner):
    who = login("patients:read", "patients:write", "records:read", "records:sign", id="3", name="Carla Ruiz")
    client = committed["historia_clinica"].test_client()
    new = {
        "document_type": "PASSPORT",
        "document_number": "ORDERED1",
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    patient = client.post(f"{API}/patients", json=new, headers=who).json["id"]
    exam = {"kind": "LABORATORY", "category": "Orina", "name": "Elemental y microscópico"}
    id = client.post(f"{API}/exams", json=exam, headers=who).json["id"]
    wish = {"kind": "LABORATORY", "indication": "Control", "diagnoses": DIAGNOSES, "items": [{"exam_id": id}]}

    def issue(n):
        other = committed["historia_clinica"].test_client()
        return other.post(f"{API}/patients/{patient}/orders", json=wish, headers=who)

    with ThreadPoolExecutor(6) as pool:
        numbers = sorted(int(answer.json["number"]) for answer in pool.map(issue, range(8)))
    assert numbers == list(range(numbers[0], numbers[0] + 8))
