"""What was used at the chair: the lot that leaves the stock is the one that was noted, and a recalled lot leads to patient and tooth."""

from decimal import Decimal

import pytest

URL = "/api/inventario"


@pytest.fixture
def dentist(login):
    return login(
        "materials:read",
        "materials:write",
        "products:read",
        "sterilisation:read",
        id="7",
        name="Dra. Inés Mora",
    )


@pytest.fixture
def visits(monkeypatch):
    """The visits that the agenda knows: `visits[12] = {…}`."""
    known = {
        id: {"id": id, "status": "IN_PROGRESS", "patient": {"id": patient, "name": name}}
        for id, patient, name in ((12, 3, "Luis Paz"), (13, 4, "Eva Ruiz"))
    }
    monkeypatch.setattr("inventario.chairside.neighbours.visit", known.__getitem__)
    return known


@pytest.fixture
def ask(client, dentist, visits):
    def act(method, path, body=None, status=None, headers=dentist):
        answer = client.open(f"{URL}{path}", method=method.upper(), json=body, headers=headers)
        assert answer.status_code == (status or (201 if method == "post" else 200)), answer.json
        return answer.json

    return act


@pytest.fixture
def anaesthetic(new_product, buy):
    """A product with two lots, of which «pronto» expires first; and the ids of its lots."""
    product = new_product(name="Lidocaína 2 %", unit="carpule")
    lots = {
        number: buy(product, "10", lot_number=number, expires_in=days)["lot_id"]
        for number, days in (("pronto", 20), ("tarde", 60))
    }
    return product, lots


def note(ask, lot_id, **more):
    status = more.pop("status", None)
    return ask("post", "/material-uses", {"appointment_id": 12, "lot_id": lot_id} | more, status=status)


def test_the_noted_lot_leaves_the_stock_and_not_the_one_that_expires_first(
    ask, anaesthetic, new_treatment, set_recipe, complete, stock_of, told
):
    product, lots = anaesthetic
    treatment = new_treatment()
    set_recipe(treatment, (product, "3"))
    use = note(ask, lots["tarde"], quantity="2", tooth=36)
    assert (use["patient"], use["tooth"], use["lot_number"]) == ({"id": 3, "name": "Luis Paz"}, 36, "tarde")
    assert (
        told("material.noted")[0]["data"]["summary"] == "Anotó el lote tarde de Lidocaína 2 % para Luis Paz"
    )
    assert complete(12, treatments=[(treatment["id"], 1)]).status_code == 200
    left = {lot["lot_number"]: lot["quantity"] for lot in stock_of(product)["lots"]}
    assert left == {"pronto": "9.000", "tarde": "8.000"}
    consumed = ask("get", "/visit-materials?appointment_id=12")
    assert consumed["completed"]
    assert {lot["lot_number"]: (lot["quantity"], lot["noted"]) for lot in consumed["consumed"]} == {
        "pronto": ("1.000", "0"),
        "tarde": ("2.000", "2.000"),
    }


def test_what_was_noted_beyond_the_recipe_leaves_too_and_its_cost_is_told(
    ask, anaesthetic, complete, stock_of, told
):
    product, lots = anaesthetic
    note(ask, lots["pronto"], quantity="1.5", tooth=11)
    note(ask, lots["pronto"], quantity="1", tooth=21)
    complete(12)
    assert stock_of(product)["usable_quantity"] == "17.500"
    event = told("stock.consumed")[-1]["data"]
    assert event["cost"] == "1.25"
    assert sum(Decimal(part["quantity"]) for part in event["parts"]) == Decimal("2.5")


def test_reopening_brings_it_back_and_completing_again_takes_what_is_noted_then(
    ask, anaesthetic, complete, reopen, stock_of
):
    product, lots = anaesthetic
    wrong = note(ask, lots["pronto"], quantity="2")
    complete(12)
    reopen(12)
    assert stock_of(product)["usable_quantity"] == "20.000"
    ask("post", f"/material-uses/{wrong['id']}/withdraw", {"reason": "Era el otro lote"}, status=200)
    note(ask, lots["tarde"], quantity="2")
    complete(12, data={"completion": 2})
    left = {lot["lot_number"]: lot["quantity"] for lot in stock_of(product)["lots"]}
    assert left == {"pronto": "10.000", "tarde": "8.000"}


def test_after_the_visit_only_what_left_the_stock_is_said_of_a_tooth(
    ask, anaesthetic, new_treatment, set_recipe, complete
):
    product, lots = anaesthetic
    treatment = new_treatment()
    set_recipe(treatment, (product, "2"))
    complete(12, treatments=[(treatment["id"], 1)])
    note(ask, lots["pronto"], quantity="2", tooth=46)
    for lot in lots.values():
        assert "Reabra la cita" in note(ask, lot, status=409)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"tooth": 19}, 409, "tooth"),
        ({"quantity": "0"}, 422, "quantity"),
        ({"quantity": "11"}, 409, "quantity"),
        ({"lot_id": 999999}, 422, "lot_id"),
    ],
)
def test_what_cannot_be_noted(ask, anaesthetic, body, status, field):
    _, lots = anaesthetic
    assert note(ask, **{"lot_id": lots["tarde"]} | body, status=status)["errors"][0]["field"] == field


def test_a_recalled_lot_is_not_noted_and_leads_to_patients_and_teeth(
    ask, anaesthetic, new_treatment, set_recipe, complete, change_lot, told
):
    product, lots = anaesthetic
    treatment = new_treatment()
    set_recipe(treatment, (product, "1"))
    note(ask, lots["pronto"], tooth=26)
    complete(12, treatments=[(treatment["id"], 1)])
    # Of another visit nobody noted the tooth: its consumption leads to the patient all the same.
    complete(13, treatments=[(treatment["id"], 1)], data={"patient": {"id": 4, "name": "Eva Ruiz"}})
    assert change_lot(lots["pronto"], recalled=True).status_code == 200
    recalled = told("lot.recalled")[-1]
    assert recalled["data"]["summary"] == "Retiró el lote pronto de Lidocaína 2 %: se usó en 2 atenciones"
    rows = ask("get", f"/lots/{lots['pronto']}/patients")["data"]
    assert [(row["patient"]["name"], row["quantity"], row["teeth"]) for row in rows] == [
        ("Eva Ruiz", "1.000", []),
        ("Luis Paz", "1.000", [26]),
    ]
    assert told("lot.patients_viewed")[-1]["data"]["lot_id"] == lots["pronto"]
    refused = ask(
        "post",
        "/material-uses",
        {"appointment_id": 13, "lot_id": lots["pronto"], "quantity": "9"},
        status=409,
    )
    assert refused["errors"][0]["field"] == "lot_id"
    assert lots["pronto"] not in [lot["id"] for lot in ask("get", "/lots?search=lidocaina")["data"]]


def test_what_came_back_does_not_lead_to_the_patient(ask, anaesthetic, complete, reopen, change_lot):
    _, lots = anaesthetic
    use = note(ask, lots["pronto"])
    complete(12)
    reopen(12)
    ask("post", f"/material-uses/{use['id']}/withdraw", {"reason": "No se usó"}, status=200)
    assert ask("get", f"/lots/{lots['pronto']}/patients")["data"] == []


def test_what_was_noted_is_withdrawn_once_with_a_reason_and_never_changed(
    ask, anaesthetic, told, database_of
):
    _, lots = anaesthetic
    use = note(ask, lots["tarde"], tooth=36)
    gone = ask("post", f"/material-uses/{use['id']}/withdraw", {"reason": "Otro paciente"}, status=200)
    assert gone["withdrawn"]["reason"] == "Otro paciente"
    assert told("material.withdrawn")[-1]["data"]["level"] == "WARNING"
    ask("post", f"/material-uses/{use['id']}/withdraw", {"reason": "Otra vez"}, status=409)
    ask("post", "/material-uses/999999/withdraw", {"reason": "Nada"}, status=404)


def test_nothing_is_used_in_a_visit_that_nobody_attended(ask, anaesthetic, visits):
    visits[12]["status"] = "NO_SHOW"
    assert "no se atendió" in note(ask, anaesthetic[1]["tarde"], status=409)["detail"]


def test_a_patients_materials_are_read_by_all_their_numbers_and_that_is_recorded(
    ask, anaesthetic, client, courier, told
):
    note(ask, anaesthetic[1]["tarde"], tooth=36)
    event = {
        "id": "0d3f6a1e-0000-4000-8000-000000000001", "type": "patient.merged", "service": "historia_clinica",
        "occurred_at": "2026-11-24T15:00:00+00:00", "aggregate": "patient:3",
        "data": {"summary": "…", "level": "INFO", "patient_id": 9, "merged": {"id": 3}, "into": {"id": 9}},
    }  # fmt: skip
    assert client.post(f"{URL}/events", json={"events": [event]}, headers=courier).status_code == 200
    for id in (3, 9):
        (use,) = ask("get", f"/material-uses?patient_id={id}")["data"]
        assert use["patient"]["id"] == 9
    assert told("record.viewed")[-1]["data"]["summary"] == "Vio los materiales usados de Luis Paz"


def test_two_completions_in_one_batch_each_take_their_own_lots(
    ask, anaesthetic, client, courier, event_of, stock_of
):
    product, lots = anaesthetic
    note(ask, lots["tarde"], quantity="2")
    ask("post", "/material-uses", {"appointment_id": 13, "lot_id": lots["pronto"], "quantity": "3"})
    events = [event_of(13), event_of(12)]
    assert client.post(f"{URL}/events", json={"events": events}, headers=courier).status_code == 200
    left = {lot["lot_number"]: lot["quantity"] for lot in stock_of(product)["lots"]}
    assert left == {"pronto": "7.000", "tarde": "8.000"}


def test_who_may_not(client, login, keeper):
    stranger = login("products:read")
    for method, path in (("get", "/material-uses"), ("get", "/lots/1/patients"), ("get", "/pack-uses")):
        assert client.open(f"{URL}{path}", method=method.upper(), headers=stranger).status_code == 403
    body = {"appointment_id": 12, "lot_id": 1}
    assert client.post(f"{URL}/material-uses", json=body, headers=stranger).status_code == 403
    assert client.post(f"{URL}/material-uses", json=body).status_code == 401
