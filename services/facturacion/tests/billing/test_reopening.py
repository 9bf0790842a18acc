"""A completed appointment is reopened: its draft is discarded, and nobody issues it meanwhile."""

import pytest

URL = "/api/facturacion"


@pytest.fixture
def hold(client, login):
    """Ask for the hold as citas does, for somebody who may reopen."""

    def act(appointment_id, *permissions):
        headers = login(*(permissions or ("appointments:reopen",)), name="Dra. Lucía Mora")
        return client.post(f"{URL}/appointments/{appointment_id}/hold", headers=headers)

    return act


@pytest.fixture
def drafted(client, boss, receive, completed):
    """The data of a completed appointment, whose draft is there."""

    def make(**changes):
        data = completed(**changes)
        assert receive("appointment.completed", **data).status_code == 200
        return data

    return make


@pytest.fixture
def of(client, boss):
    """The appointment's invoices, the newest first."""

    def look(data):
        query = f"appointment_id={data['appointment_id']}"
        return client.get(f"{URL}/invoices?{query}", headers=boss).json["data"]

    return look


@pytest.fixture
def issue(client, boss):
    return lambda id: client.post(f"{URL}/invoices/{id}/issue", json={}, headers=boss)


def reopened(data, completion=1, **changes):
    return {
        "appointment_id": data["appointment_id"],
        "patient": data["patient"],
        "doctor": data["doctor"],
        "start_time": "2026-11-24T14:00:00+00:00",
        "reason": "Faltó una radiografía",
        "reopened_at": "2026-11-24T16:00:00+00:00",
        "completion": completion,
    } | changes


def test_while_an_appointment_is_held_its_draft_is_not_issued(drafted, hold, of, issue, client, boss):
    data = drafted()
    answer = hold(data["appointment_id"])
    assert answer.status_code == 200 and answer.json["appointment_id"] == data["appointment_id"]
    (draft,) = of(data)
    refused = issue(draft["id"])
    assert refused.status_code == 409 and "reabriendo" in refused.json["detail"]
    moved = client.patch(f"{URL}/invoices/{draft['id']}/status", json={"status": "ISSUED"}, headers=boss)
    assert moved.status_code == 409
    assert hold(data["appointment_id"]).status_code == 200, "asked again it holds on"


def test_an_invoice_in_force_refuses_the_hold_with_its_number(drafted, hold, of, issue):
    data = drafted()
    number = issue(of(data)[0]["id"]).json["number"]
    refused = hold(data["appointment_id"])
    assert refused.status_code == 409 and number in refused.json["detail"]
    assert refused.json["number"] == number and refused.json["invoice_id"] == of(data)[0]["id"]


def test_an_annulled_invoice_does_not(drafted, hold, of, issue, client, boss):
    data = drafted()
    id = issue(of(data)[0]["id"]).json["id"]
    client.patch(f"{URL}/invoices/{id}/status", json={"status": "ANNULLED", "reason": "Error"}, headers=boss)
    assert hold(data["appointment_id"]).status_code == 200


def test_an_appointment_without_an_invoice_is_held_too(hold, completed, receive, of, issue):
    data = completed()
    assert hold(data["appointment_id"]).status_code == 200
    receive("appointment.completed", **data)
    assert issue(of(data)[0]["id"]).status_code == 409


def test_the_hold_needs_identity_and_permission(client, login):
    assert client.post(f"{URL}/appointments/1/hold").status_code == 401
    assert client.post(f"{URL}/appointments/1/hold", headers=login("invoices:write")).status_code == 403


@pytest.fixture
def two_minutes_later(shared):
    def pass_by(data):
        with shared.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE facturacion.reopenings SET held_until = now() - interval '1 s' WHERE appointment_id = %s",
                (data["appointment_id"],),
            )

    return pass_by


@pytest.mark.parametrize(("status", "answered"), [("COMPLETED", 200), ("IN_PROGRESS", 409), (None, 409)])
def test_after_two_minutes_citas_says_whether_it_was_reopened(
    drafted, hold, of, issue, two_minutes_later, monkeypatch, status, answered
):
    data = drafted()
    hold(data["appointment_id"])
    two_minutes_later(data)
    asked = []

    def ask(self, service, path, **params):
        asked.append((service, path))
        return status and {"status": status}

    monkeypatch.setattr("common.messages.client.Services.ask", ask)
    assert issue(of(data)[0]["id"]).status_code == answered
    assert asked == [("citas", f"appointments/{data['appointment_id']}")]


def test_a_reopened_appointment_discards_its_draft_and_ends_the_hold(
    drafted, hold, of, receive, published, database_of
):
    data = drafted()
    hold(data["appointment_id"])
    assert receive("appointment.reopened", **reopened(data)).status_code == 200
    (draft,) = of(data)
    assert draft["status"] == "DISCARDED" and draft["annul_reason"] == "Reabierta: Faltó una radiografía"
    event = published()[-1]
    assert event["type"] == "invoice.discarded" and "Faltó una radiografía" in event["data"]["summary"]
    with database_of("facturacion").session() as db:
        assert db.value("SELECT held_until FROM facturacion.reopenings") is None


def test_what_a_cashier_wrote_stays_to_be_read(drafted, of, receive, client, boss, buyer):
    data = drafted()
    url = f"{URL}/invoices/{of(data)[0]['id']}"
    client.patch(url, json={"buyer": buyer(), "notes": "Paga la tía"}, headers=boss | {"If-Match": '"1"'})
    receive("appointment.reopened", **reopened(data))
    kept = client.get(url, headers=boss).json
    assert kept["status"] == "DISCARDED" and kept["notes"] == "Paga la tía"
    assert kept["buyer"]["name"] == "María Fernanda Torres"


def test_completed_again_it_is_drafted_anew(drafted, of, receive, issue):
    data = drafted(completion=1)
    receive("appointment.reopened", **reopened(data, 1))
    receive("appointment.completed", **data | {"completion": 2, "extras": []})
    newest, oldest = of(data)
    assert (newest["status"], oldest["status"]) == ("DRAFT", "DISCARDED")
    assert newest["total"] == "80.00" and issue(newest["id"]).status_code == 200


def test_events_that_come_late_or_twice_change_nothing(drafted, of, receive):
    data = drafted(completion=1)
    receive("appointment.reopened", **reopened(data, 1))
    receive("appointment.reopened", **reopened(data, 1))
    receive("appointment.completed", **data)
    assert [row["status"] for row in of(data)] == ["DISCARDED"], "its first completion was undone"
    receive("appointment.completed", **data | {"completion": 2})
    receive("appointment.reopened", **reopened(data, 1))
    assert [row["status"] for row in of(data)] == ["DRAFT", "DISCARDED"]
    receive("appointment.reopened", **reopened(data, 2))
    assert [row["status"] for row in of(data)] == ["DISCARDED", "DISCARDED"]


def test_an_invoice_issued_before_it_arrived_stays_and_the_log_says_so(
    drafted, of, receive, issue, published
):
    data = drafted()
    issue(of(data)[0]["id"])
    assert receive("appointment.reopened", **reopened(data)).status_code == 200
    assert of(data)[0]["status"] == "ISSUED"
    event = published()[-1]
    assert event["type"] == "invoice.outdated" and event["data"]["level"] == "WARNING"
    assert of(data)[0]["number"] in event["data"]["summary"]


def spent(client, headers):
    answer = client.get(f"{URL}/reports/dashboard?from=2026-11-01&to=2026-11-30", headers=headers).json
    return answer["cost"], answer["profit"]


def test_what_is_returned_no_longer_costs(drafted, of, receive, client, boss):
    before = spent(client, boss)
    data = drafted()
    about = {"appointment_id": data["appointment_id"]}
    receive("stock.consumed", **about, cost="12.345")
    assert spent(client, boss) != before
    receive("appointment.reopened", **reopened(data))
    receive("stock.returned", **about, cost="12.345")
    assert spent(client, boss) == before, "as if it had never been completed"
    receive("appointment.completed", **data | {"completion": 2})
    receive("stock.consumed", occurred_at="2026-12-05T15:00:00+00:00", **about, cost="3.00")
    assert of(data)[0]["cost"] == "3.00"
    assert spent(client, boss) == before, "it costs on the day of its second completion"


def test_a_malformed_reopening_is_refused(receive):
    assert receive("appointment.reopened", appointment_id=1).status_code == 422
    assert receive("stock.returned", appointment_id=1, cost="-1").status_code == 422
