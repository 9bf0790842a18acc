"""POST /appointments/{id}/reopen: a completion is undone"""

from datetime import date

import pytest

from citas.appointments import neighbours
from citas.appointments.service import states
from common.problems import Conflict, Unavailable

URL = "/api/citas/appointments"
WHY = {"reason": "Se terminó la cita equivocada"}


@pytest.fixture
def dentist(login):
    return login(
        "appointments:read", "appointments:write", "appointments:reopen", id="6", name="Dr. Luis Vera"
    )


@pytest.fixture
def billing(monkeypatch):
    """What facturacion answers when it is asked to hold the draft: nothing, or the problem to raise. Keeps who asked."""
    asked = []

    def answer_with(problem=None):
        def hold(id):
            asked.append(id)
            if problem:
                raise problem

        monkeypatch.setattr(neighbours, "hold_invoice_of", hold)
        return asked

    return answer_with


@pytest.fixture
def done(book, move):
    """The id of a completed visit."""

    def completing(**changes):
        id = book(**changes)["id"]
        move(id, "ARRIVED", "IN_PROGRESS", "COMPLETED")
        return id

    return completing


def test_a_completion_is_undone_and_made_again(client, dentist, done, move, billing, published):
    asked, id = billing(), done()
    first = published("appointment.completed")[0]["data"]
    assert first["completion"] == 1
    back = client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist)
    assert back.status_code == 200, back.json
    assert (back.json["status"], back.json["completions"], back.json["completed_at"]) == (
        "IN_PROGRESS",
        1,
        None,
    )
    assert asked == [id]
    event = published()[-1]
    assert event["type"] == "appointment.reopened" and event["actor"]["name"] == "Dr. Luis Vera"
    assert event["data"]["level"] == "WARNING" and event["data"]["summary"].startswith(
        "Reabrió la cita terminada"
    )
    members = {"appointment_id", "patient", "doctor", "start_time", "reason", "reopened_at", "completion"}
    assert members <= event["data"].keys()
    assert (event["data"]["completion"], event["data"]["reason"]) == (1, WHY["reason"])
    (kept,) = client.get(f"{URL}/{id}/corrections", headers=dentist).json["data"]
    assert (kept["from_status"], kept["to_status"], kept["reason"]) == (
        "COMPLETED",
        "IN_PROGRESS",
        WHY["reason"],
    )
    again = move(id, "COMPLETED")
    assert again["completions"] == 2 and published()[-1]["data"]["completion"] == 2


def test_its_lines_may_be_corrected_then(client, clinic, dentist, reception, done, billing):
    billing()
    id = done()
    version = client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist).json["version"]
    items = {"items": [{"treatment_id": clinic.treatment()}]}
    headers = reception | {"If-Match": f'"{version}"'}
    assert client.put(f"{URL}/{id}/treatments", json=items, headers=headers).status_code == 200


def test_what_is_invoiced_is_refused_at_the_door(client, dentist, reception, done, billing, published):
    billing(Conflict("La cita ya se cobró con la factura 001-001-000000012."))
    id = done()
    refused = client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist)
    assert refused.status_code == 409 and "001-001-000000012" in refused.json["detail"]
    assert client.get(f"{URL}/{id}", headers=reception).json["status"] == "COMPLETED"
    assert not published("appointment.reopened")


def test_without_billing_nothing_is_undone(client, dentist, done, billing):
    billing(Unavailable("El servicio de facturación no responde."))
    assert client.post(f"{URL}/{done()}/reopen", json=WHY, headers=dentist).status_code == 503


def test_only_what_was_completed_today(client, dentist, book, done, billing, monkeypatch):
    asked = billing()
    open_yet = client.post(f"{URL}/{book()['id']}/reopen", json=WHY, headers=dentist)
    assert open_yet.status_code == 409 and "solo se reabre una cita atendida" in open_yet.json["detail"]
    id = done(start_time="2099-01-05T12:00:00-05:00", end_time="2099-01-05T13:00:00-05:00")
    monkeypatch.setattr(states, "clinic_today", lambda: date(2099, 1, 6))
    refused = client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist)
    assert refused.status_code == 409 and "el mismo día" in refused.json["detail"]
    assert asked == []


def test_it_takes_the_permission_and_a_reason(client, dentist, reception, done, billing):
    billing()
    url = f"{URL}/{done()}/reopen"
    assert client.post(url, json=WHY).status_code == 401
    assert client.post(url, json=WHY, headers=reception).status_code == 403
    for body in ({}, {"reason": "x"}, {"reason": " "}):
        answer = client.post(url, json=body, headers=dentist)
        assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "reason"
    assert client.post(url, json=WHY, headers=dentist | {"If-Match": '"1"'}).status_code == 412
    assert client.post(f"{URL}/999999/reopen", json=WHY, headers=dentist).status_code == 404


def test_sent_twice_it_is_undone_once(client, dentist, done, billing, published):
    billing()
    url, headers = f"{URL}/{done()}/reopen", dentist | {"Idempotency-Key": "reopen-0001"}
    first, second = (client.post(url, json=WHY, headers=headers) for _ in range(2))
    assert first.status_code == second.status_code == 200 and first.json == second.json
    assert len(published("appointment.reopened")) == 1


@pytest.fixture
def state_of(database_of):
    """What stock and billing hold on account of an appointment."""

    def looking(id):
        with database_of("inventario").session() as db:
            lots = db.all("SELECT id, quantity FROM inventario.lots ORDER BY id")
            products = db.all("SELECT id, stock_quantity FROM inventario.products ORDER BY id")
            shortages = db.value("SELECT count(*) FROM inventario.shortages WHERE resolved_at IS NULL")
        with database_of("facturacion").session() as db:
            cost = db.value(
                "SELECT coalesce(sum(cost), 0) FROM facturacion.appointment_costs WHERE appointment_id = %(id)s",
                id=id,
            )
            drafts = db.all(
                """
                SELECT total, cost FROM facturacion.invoices
                 WHERE appointment_id = %(id)s AND status NOT IN ('DISCARDED', 'ANNULLED')
                """,
                id=id,
            )
        return {"lots": lots, "products": products, "shortages": shortages, "cost": cost, "drafts": drafts}

    return looking


def test_reopened_three_times_stock_drafts_and_costs_are_as_if_never_completed(
    apps, client, login, clinic, dentist, book, move, deliver, state_of
):
    boss = login("stock:write", "treatments:write", "series:write", "invoices:read", "invoices:write")
    inventario, facturacion = (apps[name].test_client() for name in ("inventario", "facturacion"))
    treatment, gauze, brush = clinic.treatment(price="45.00"), clinic.product(), clinic.product()
    recipe = inventario.put(
        f"/api/inventario/treatments/{treatment}/recipe",
        json={"items": [{"product_id": gauze, "quantity": "3"}]},
        headers=boss | {"If-Match": '"1"'},
    )
    assert recipe.status_code == 200, recipe.json
    # Three of gauze come from two lots; of four brushes there is one.
    for product, lot, quantity in ((gauze, "A", "2"), (gauze, "B", "5"), (brush, "C", "1")):
        bought = inventario.post(
            f"/api/inventario/products/{product}/stock",
            json={"kind": "PURCHASE", "quantity": quantity, "unit_cost": "1.25", "lot_number": lot},
            headers=boss,
        )
        assert bought.status_code == 201, bought.json
    booked = book(treatments=[{"treatment_id": treatment}], extras=[{"product_id": brush, "quantity": "4"}])
    id = booked["id"]
    before = state_of(id)
    move(id, "ARRIVED", "IN_PROGRESS")
    after = None
    for _ in range(3):
        move(id, "COMPLETED")
        deliver()
        done = state_of(id)
        assert done != before and len(done["drafts"]) == 1 and done["shortages"] == 1
        assert after in (None, done), "completed again it consumes and drafts the same"
        after = done
        assert client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist).status_code == 200
        deliver()
        assert state_of(id) == before
    move(id, "COMPLETED")
    deliver()
    assert state_of(id) == after
    (draft,) = facturacion.get(
        f"/api/facturacion/invoices?appointment_id={id}&status=DRAFT", headers=boss
    ).json["data"]
    issued = facturacion.post(f"/api/facturacion/invoices/{draft['id']}/issue", json={}, headers=boss)
    assert issued.status_code == 200, issued.json
    refused = client.post(f"{URL}/{id}/reopen", json=WHY, headers=dentist)
    assert refused.status_code == 409 and issued.json["number"] in refused.json["detail"]
