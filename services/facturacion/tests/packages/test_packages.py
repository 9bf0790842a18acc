"""Packages: sold with an invoice, used visit by visit, shared, extended and given back at the price they were sold for."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from common.permissions import PERMISSIONS
from facturacion.packages import reads, service

API = "/api/facturacion"
EVERYTHING = (
    "packages:read packages:write packages:redeem invoices:read invoices:write invoices:annul invoices:credit"
    " payments:write payments:refund reports:read patients:read patients:write treatments:read treatments:write"
).split()


def today():
    return datetime.now(ZoneInfo("America/Guayaquil")).date()


REFUND = {"reason": "Se va de viaje", "settle": "CREDIT"}


@pytest.fixture
def staff(login):
    return login(*EVERYTHING, id="77")


@pytest.fixture
def call(apps, staff):
    def act(method, path, body=None, service="facturacion", headers=None, **more):
        at = f"/api/{service.replace('_', '-')}{path}"
        client = apps[service].test_client()
        return getattr(client, method)(at, json=body, headers=(headers or staff) | more)

    return act


@pytest.fixture
def treatment(call):
    def make(code, price="40.00"):
        body = {"code": code, "name": f"Tratamiento {code}", "category": "Prueba", "price": price}
        body |= {"duration_minutes": 30, "iva_code": "0"}
        answer = call("post", "/treatments", body, "inventario")
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def patient(call):
    def make(document="1710034065", name="Rosa"):
        body = {
            "first_name": name,
            "last_name": "Paquete",
            "document_type": "CEDULA",
            "document_number": document,
        }
        answer = call("post", "/patients", body | {"gender": "female"}, "historia_clinica")
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return make


@pytest.fixture
def package(call, treatment):
    """A package of the catalogue: three sessions for 100.00, so that no session has a round price."""

    def make(sessions=3, price="100.00", **changes):
        id = treatment(f"PAQ-{len(call('get', '/packages').json['data'])}")
        body = {
            "name": f"Paquete {id}",
            "items": [{"treatment_id": id, "sessions": sessions}],
            "price": price,
        }
        answer = call("post", "/packages", body | {"iva_code": "0", "validity_days": 365} | changes)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def sold(call, buyer, package):
    """What a patient bought: the package with its items."""

    def make(patient_id, quantity="1", **changes):
        wanted = package(**changes)
        invoice = issue(call, buyer, patient_id, wanted, quantity)
        assert invoice.status_code == 200, invoice.json
        bought = call("get", f"/patient-packages?package_id={wanted['id']}").json["data"]
        return call("get", f"/patient-packages/{bought[0]['id']}").json

    return make


def line_of(package, quantity="1", **changes):
    return {
        "kind": "PACKAGE",
        "reference_id": package["id"],
        "description": package["name"],
        "quantity": quantity,
        "unit_price": package["price"],
        "iva_code": package["iva_code"],
    } | changes


def issue(call, buyer, patient_id, package, quantity="1"):
    body = {"patient_id": patient_id, "buyer": buyer(), "lines": [line_of(package, quantity)]}
    draft = call("post", "/invoices", body)
    assert draft.status_code == 201, draft.json
    return call("post", f"/invoices/{draft.json['id']}/issue", {})


@pytest.fixture
def visit(receive, completed):
    """A completed visit of the patient for the package's treatment; returns its event."""

    def act(patient_id, package, quantity=1, price="40.00", **more):
        treatment_id = package["items"][0]["treatment_id"]
        done = {"treatment_id": treatment_id, "code": "X", "name": "Limpieza", "quantity": quantity}
        done |= {"unit_price": price, "duration_minutes": 30, "iva_code": "0"}
        patient = {"id": patient_id, "name": "Rosa Paquete"}
        data = completed(treatments=[done], extras=[], patient=patient, **more)
        moment = f"{today()}T15:00:00+00:00"
        answer = receive("appointment.completed", occurred_at=moment, **data)
        assert answer.status_code == 200, answer.json
        return data

    return act


def undone(data, completion=1):
    return {
        "appointment_id": data["appointment_id"],
        "patient": data["patient"],
        "doctor": data["doctor"],
        "reason": "Faltó una radiografía",
        "completion": completion,
    }


@pytest.fixture
def held(call):
    return lambda id: call("get", f"/patient-packages/{id}").json


@pytest.fixture
def income(database_of):
    """What the ledger of results holds of these treatments."""

    def look(package):
        with database_of("facturacion").session() as db:
            return db.value(
                "SELECT coalesce(sum(income), 0.00) FROM facturacion.result_entries WHERE reference_id = %(id)s",
                id=package["items"][0]["treatment_id"],
            )

    return look


def test_a_sale_is_owed_and_not_earned_until_a_session_is_given(call, patient, sold, visit, held, income):
    rosa = patient()
    mine = sold(rosa)
    assert (mine["amount"], mine["remaining"], mine["state"]) == ("100.00", "100.00", "OPEN")
    assert mine["expires_on"] == f"{today() + timedelta(days=365)}"
    assert income(mine) == 0
    owed = call("get", "/packages/liability").json
    assert owed["total"]["remaining"] == "100.00" and owed["rows"][0]["sessions"] == 3
    for number, earned in ((1, "33.33"), (2, "66.67"), (3, "100.00")):
        visit(rosa, mine)
        assert income(mine) == Decimal(earned)
        assert held(mine["id"])["used"] == number
    assert held(mine["id"])["state"] == "USED"
    assert call("get", "/packages/liability").json["rows"] == []


def test_a_visit_that_is_paid_before_leaves_nothing_to_charge(call, patient, sold, visit):
    rosa = patient()
    data = visit(rosa, sold(rosa))
    found = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert found == []


def test_what_the_package_does_not_cover_is_charged_beside_it(call, patient, sold, visit, held):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine, quantity=5)
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    lines = call("get", f"/invoices/{draft['id']}").json["lines"]
    assert [(line["quantity"], line["unit_price"]) for line in lines] == [
        ("3.000", "0.00"),
        ("2.000", "40.00"),
    ]
    assert lines[0]["description"] == f"Limpieza · {mine['name']} (sesiones 1, 2, 3 de 3)"
    assert (draft["total"], draft["needs_mending"]) == ("80.00", True)
    assert held(mine["id"])["remaining"] == "0.00"


def test_a_completion_that_is_undone_gives_its_session_back(
    call, patient, sold, visit, held, income, receive
):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine)
    assert receive("appointment.reopened", **undone(data)).status_code == 200
    after = held(mine["id"])
    assert (after["used"], after["remaining"], income(mine)) == (0, "100.00", 0)
    assert after["uses"][0]["undone_reason"] == "Cita reabierta: Faltó una radiografía"
    moment = f"{today()}T16:00:00+00:00"
    receive("appointment.completed", occurred_at=moment, **data | {"completion": 2})
    # What comes late of the first is not given again.
    receive("appointment.completed", occurred_at=moment, **data)
    assert (held(mine["id"])["used"], income(mine)) == (1, Decimal("33.33"))


def test_the_same_completion_twice_uses_one_session(patient, sold, visit, held, receive):
    rosa = patient()
    mine = sold(rosa)
    data = visit(rosa, mine)
    receive("appointment.completed", occurred_at=f"{today()}T15:00:00+00:00", **data)
    assert held(mine["id"])["used"] == 1


def test_nobody_else_uses_it_but_who_it_is_shared_with(call, patient, sold, visit, held):
    rosa, luis = patient(), patient("1714307103", "Luis")
    mine = sold(rosa)
    visit(luis, mine)
    item = mine["items"][0]["id"]
    by_hand = {"item_id": item, "patient_id": luis}
    refused = call("post", f"/patient-packages/{mine['id']}/redemptions", by_hand)
    assert refused.status_code == 409 or refused.status_code == 422
    assert "otro paciente" in str(refused.json) and held(mine["id"])["used"] == 0
    shared = call("post", f"/patient-packages/{mine['id']}/sharers", {"patient_id": luis})
    assert shared.status_code == 201 and shared.json["sharers"][0]["patient_name"] == "Luis Paquete"
    visit(luis, mine)
    assert held(mine["id"])["used"] == 1
    assert [one["id"] for one in call("get", f"/patient-packages?patient_id={luis}").json["data"]] == [
        mine["id"]
    ]
    assert call("delete", f"/patient-packages/{mine['id']}/sharers/{luis}").json["sharers"] == []
    visit(luis, mine)
    assert held(mine["id"])["used"] == 1
    own = call("post", f"/patient-packages/{mine['id']}/sharers", {"patient_id": rosa})
    assert own.status_code in (409, 422) and "ya es de ese paciente" in str(own.json)


def test_it_ends_with_the_clock_and_is_extended_with_a_reason(call, patient, sold, visit, held, database_of):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    with database_of("facturacion").transaction() as tx:
        tx.run(
            "UPDATE facturacion.patient_packages SET expires_on = sold_on WHERE id = %(id)s", id=mine["id"]
        )
    tomorrow = f"{today() + timedelta(days=1)}"
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    with database_of("facturacion").session() as db:
        late = "SELECT id FROM facturacion.patient_packages WHERE id = %(id)s AND expires_on < %(day)s"
        assert db.value(late, id=mine["id"], day=today() + timedelta(days=1))
    path = f"/patient-packages/{mine['id']}/extensions"
    assert call("post", path, {"expires_on": tomorrow}).status_code == 422
    too_early = call("post", path, {"expires_on": f"{today()}", "reason": "Estuvo enferma"})
    assert too_early.status_code == 422 and too_early.json["errors"][0]["field"] == "expires_on"
    done = call("post", path, {"expires_on": tomorrow, "reason": "Estuvo enferma"})
    assert done.status_code == 201 and done.json["expires_on"] == tomorrow
    assert done.json["extensions"][0]["reason"] == "Estuvo enferma"
    assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 201


def test_an_expired_package_is_neither_used_by_a_visit_nor_by_hand(
    patient, sold, receive, completed, held, call
):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    later = f"{today() + timedelta(days=5)}T15:00:00+00:00"
    done = {"treatment_id": mine["items"][0]["treatment_id"], "code": "X", "name": "Limpieza", "quantity": 1}
    done |= {"unit_price": "40.00", "duration_minutes": 30, "iva_code": "0"}
    data = completed(treatments=[done], extras=[], patient={"id": rosa, "name": "Rosa Paquete"})
    receive("appointment.completed", occurred_at=later, **data)
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert draft["total"] == "40.00" and held(mine["id"])["used"] == 0


def test_what_expired_is_income_once_somebody_says_so_and_not_before(
    call, patient, sold, visit, held, income, monkeypatch, login, published
):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    visit(rosa, mine)
    path = f"/patient-packages/{mine['id']}/expiry"
    early = call("post", path)
    assert early.status_code == 409 and "todavía no vence" in early.json["detail"]
    for module in (service, reads):
        monkeypatch.setattr(module, "clinic_today", lambda: today() + timedelta(days=5))
    assert call("post", path, headers=login("packages:read", "packages:redeem")).status_code == 403
    done = call("post", path)
    assert done.status_code == 201, done.json
    assert (done.json["state"], done.json["used"], done.json["remaining"]) == ("USED", 3, "0.00")
    assert done.json["delivered"] == "100.00" and income(mine) == 100
    assert [use["kind"] for use in done.json["uses"]] == ["REDEEMED", "EXPIRED", "EXPIRED"]
    assert call("post", path).status_code == 409
    assert "package.recognised" in [event["type"] for event in published()]
    # The way back: who only gives sessions does not take it.
    undo = f"/package-redemptions/{done.json['uses'][1]['id']}/undo"
    assert call("post", undo, {"reason": "Se amplía"}, headers=login("packages:redeem")).status_code == 404
    back = call("post", undo, {"reason": "Se le amplía el plazo"})
    assert (back.status_code, back.json["state"], back.json["used"]) == (200, "EXPIRED", 2)
    assert income(mine) == Decimal("100.00") - Decimal(done.json["uses"][1]["value"])


def test_a_session_given_by_hand_is_undone_once(call, patient, sold, held):
    rosa = patient()
    mine = sold(rosa)
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    given = call("post", f"/patient-packages/{mine['id']}/redemptions", use).json
    id = given["uses"][0]["id"]
    back = call("post", f"/package-redemptions/{id}/undo", {"reason": "Fue otra persona"})
    assert (back.status_code, back.json["used"]) == (200, 0)
    assert call("post", f"/package-redemptions/{id}/undo", {"reason": "Otra vez"}).status_code == 409
    for _ in range(3):
        assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 201
    assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 409


def test_what_is_left_goes_back_at_the_price_it_was_sold_for(call, patient, sold, visit, held, income):
    rosa = patient()
    mine = sold(rosa)
    pay = {"amount": "100.00", "method": "TRANSFER", "reference": "T-1"}
    assert call("post", f"/invoices/{mine['invoice_id']}/payments", pay).status_code == 201
    visit(rosa, mine)
    path = f"/patient-packages/{mine['id']}/refunds"
    item = mine["items"][0]["id"]
    too_many = call("post", path, REFUND | {"items": [{"item_id": item, "sessions": 3}]})
    assert too_many.status_code == 422 and "Quedan 2" in too_many.json["errors"][0]["message"]
    part = call("post", path, REFUND | {"items": [{"item_id": item, "sessions": 1}]})
    assert part.status_code == 201, part.json
    assert (part.json["refunded"], part.json["remaining"]) == ("33.33", "33.34")
    account = call("get", f"/patients/{rosa}/account").json
    assert (account["credit"], account["owed"]) == ("33.33", "0.00")
    rest = call("post", path, {"reason": "Se va de viaje", "settle": "REFUND", "method": "TRANSFER"})
    assert rest.status_code == 201, rest.json
    assert (rest.json["refunded"], rest.json["remaining"], rest.json["state"]) == ("66.67", "0.00", "USED")
    assert call("post", path, REFUND).status_code == 409
    invoice = call("get", f"/invoices/{mine['invoice_id']}").json
    assert (invoice["credited"], invoice["balance"], income(mine)) == ("66.67", "0.00", Decimal("33.33"))


def test_a_refund_credits_the_iva_of_what_goes_back(call, patient, sold):
    rosa = patient()
    mine = sold(rosa, iva_code="4")
    back = call("post", f"/patient-packages/{mine['id']}/refunds", {"reason": "No vendrá más"})
    assert back.status_code == 201, back.json
    invoice = call("get", f"/invoices/{mine['invoice_id']}").json
    assert (invoice["total"], invoice["credited"], back.json["refunded"]) == ("115.00", "115.00", "100.00")


def test_a_package_is_not_credited_as_a_common_line(call, patient, sold):
    mine = sold(patient())
    answer = call("post", f"/invoices/{mine['invoice_id']}/credit-notes", {"reason": "Error"})
    assert answer.status_code == 409 and "sesiones" in answer.json["detail"]
    assert call("get", f"/invoices/{mine['invoice_id']}/credit-notes").json["data"] == []


def test_an_invoice_takes_its_package_with_it_unless_a_session_was_given(call, patient, sold, held):
    rosa = patient()
    mine, other = sold(rosa), sold(rosa)
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    given = call("post", f"/patient-packages/{mine['id']}/redemptions", use).json["uses"][0]["id"]
    annul = {"status": "ANNULLED", "reason": "Error en el cliente"}
    refused = call("patch", f"/invoices/{mine['invoice_id']}/status", annul)
    assert refused.status_code == 409 and "sesiones" in refused.json["detail"]
    assert call("patch", f"/invoices/{other['invoice_id']}/status", annul).status_code == 200
    assert (held(other["id"])["state"], held(other["id"])["remaining"]) == ("VOID", "0.00")
    again = {"item_id": other["items"][0]["id"], "patient_id": rosa}
    assert call("post", f"/patient-packages/{other['id']}/redemptions", again).status_code == 409
    call("post", f"/package-redemptions/{given}/undo", {"reason": "No vino"})
    assert call("patch", f"/invoices/{mine['invoice_id']}/status", annul).status_code == 200


def test_two_of_a_kind_are_two_packages_that_come_to_the_line(call, buyer, patient, package):
    wanted = package(price="33.33")
    assert issue(call, buyer, patient(), wanted, "3").status_code == 200
    data = call("get", f"/patient-packages?package_id={wanted['id']}").json["data"]
    assert [row["amount"] for row in data] == ["33.33"] * 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": "1.5"}, "lines.0.quantity"),
        ({"quantity": "51"}, "lines.0.quantity"),
        ({"reference_id": None}, "lines.0.reference_id"),
        ({"reference_id": 999_999}, "lines.0.reference_id"),
    ],
)
def test_a_line_of_a_package_is_whole_and_names_it(call, buyer, patient, package, changes, field):
    body = {"patient_id": patient(), "buyer": buyer(), "lines": [line_of(package(), **changes)]}
    answer = call("post", "/invoices", body)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_package_is_sold_to_somebody_and_only_while_it_is_sold(call, buyer, patient, package):
    wanted = package()
    body = {"buyer": buyer(), "lines": [line_of(wanted)]}
    nobody = call("post", "/invoices", body)
    assert nobody.status_code == 422 and nobody.json["errors"][0]["field"] == "patient_id"
    etag = {"If-Match": f'"{wanted["version"]}"'}
    off = call("patch", f"/packages/{wanted['id']}", {"active": False}, **etag)
    assert off.status_code == 200 and not off.json["active"]
    gone = call("post", "/invoices", body | {"patient_id": patient()})
    assert gone.status_code == 422 and gone.json["errors"][0]["field"] == "lines.0.reference_id"


def test_the_catalogue_is_written_with_its_treatments(call, package, treatment, patient):
    wanted = package()
    assert (wanted["items"][0]["list_price"], wanted["items"][0]["sessions"]) == ("40.00", 3)
    twin = {"name": wanted["name"].upper(), "price": "10", "iva_code": "0"}
    twin["items"] = [{"treatment_id": wanted["items"][0]["treatment_id"], "sessions": 1}]
    answer = call("post", "/packages", twin)
    assert answer.status_code == 409 and "ese nombre" in str(answer.json)
    missing = twin | {"name": "Otro", "items": [{"treatment_id": 999_999, "sessions": 1}]}
    answer = call("post", "/packages", missing)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "items.0.treatment_id"
    etag = {"If-Match": f'"{wanted["version"]}"'}
    items = [{"treatment_id": treatment("OTRO-1", "60.00"), "sessions": 2}, *twin["items"]]
    changed = call("patch", f"/packages/{wanted['id']}", {"items": items, "price": "90.00"}, **etag)
    assert changed.status_code == 200 and len(changed.json["items"]) == 2
    assert call("patch", f"/packages/{wanted['id']}", {"price": "80"}, **etag).status_code == 412


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("get", "/packages", "packages:read"),
        ("post", "/packages", "packages:write"),
        ("patch", "/packages/1", "packages:write"),
        ("get", "/packages/liability", "reports:read"),
        ("get", "/patient-packages", "packages:read"),
        ("get", "/patient-packages/1", "packages:read"),
        ("post", "/patient-packages/1/sharers", "packages:write"),
        ("delete", "/patient-packages/1/sharers/2", "packages:write"),
        ("post", "/patient-packages/1/extensions", "packages:write"),
        ("post", "/patient-packages/1/redemptions", "packages:redeem"),
        ("post", "/package-redemptions/1/undo", "packages:redeem"),
        ("post", "/patient-packages/1/refunds", "invoices:credit"),
    ],
)
def test_each_act_needs_its_permission(client, login, method, path, permission):
    assert getattr(client, method)(API + path, json={}).status_code == 401
    other = login("patients:read")
    answer = getattr(client, method)(API + path, json={}, headers=other)
    assert answer.status_code == 403 and PERMISSIONS[permission] in answer.json["detail"]


def test_the_list_knows_its_states_and_names(call, patient, sold):
    rosa = patient()
    mine = sold(rosa)
    for state, there in (("OPEN", True), ("EXPIRED", False), ("USED", False), ("VOID", False)):
        data = call("get", f"/patient-packages?state={state}&patient_id={rosa}&total=true").json["data"]
        assert (mine["id"] in [row["id"] for row in data]) == there
    for sort in ("-sold_on", "sold_on", "expires_on"):
        assert call("get", f"/patient-packages?sort={sort}&search=rosa").json["data"][0]["id"] == mine["id"]


def test_what_happens_to_a_package_is_told(patient, sold, visit, call, published):
    rosa = patient()
    mine = sold(rosa)
    visit(rosa, mine)
    told = {event["type"]: event["data"]["summary"] for event in published()}
    assert told["package.sold"] == f"Vendió el paquete «{mine['name']}» a Rosa Paquete"
    assert told["package.redeemed"] == f"Rosa Paquete usó una sesión del paquete «{mine['name']}»"
    assert "package.created" in told


def ask_to_annul(database_of, mine):
    """As an invoice that the SRI has waits for its portal (tests/einvoice/test_annulment.py)."""
    with database_of("facturacion").transaction() as tx:
        tx.run(
            """
            INSERT INTO annulment_requests (invoice_id, reason, asked_by_id, asked_by_name)
                 VALUES (%(id)s, 'Duplicada', '1', 'Ana')
            """,
            id=mine["invoice_id"],
        )


def test_nothing_is_used_of_a_package_whose_annulment_waits(call, patient, sold, visit, held, database_of):
    rosa = patient()
    mine = sold(rosa)
    ask_to_annul(database_of, mine)
    data = visit(rosa, mine)
    assert held(mine["id"])["used"] == 0
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert draft["total"] == "40.00"


def test_what_was_used_of_a_package_is_not_asked_to_be_annulled(patient, sold, visit, database_of):
    rosa = patient()
    mine = sold(rosa)
    visit(rosa, mine)
    with pytest.raises(psycopg2.Error) as caught:
        ask_to_annul(database_of, mine)
    assert caught.value.diag.constraint_name == "patient_packages_voided_unused"
