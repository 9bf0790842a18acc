"""A till opened, what lands in it, how it is counted, closed and reopened."""

import pytest

API = "/api/facturacion"
CASH = f"{API}/cash/sessions"


@pytest.fixture
def cashier(login):
    return login("payments:write", "invoices:read", id="31", name="Paola Rivadeneira", role="Caja")


@pytest.fixture
def supervisor(login):
    return login("payments:write", "cash:read", "cash:supervise", id="32", name="Gabriela Ponce")


@pytest.fixture
def till(client, cashier, open_till):
    """The cashier's open session."""
    return open_till(cashier, "80.00")


@pytest.fixture
def take(client, cashier, issued):
    """The cashier takes this much for a new invoice of 40."""

    def act(amount="40.00", method="CASH", headers=cashier):
        body = {"method": method, "amount": amount}
        return client.post(f"{API}/invoices/{issued()['id']}/payments", json=body, headers=headers)

    return act


@pytest.fixture
def at(client, cashier, till):
    """A verb of the cashier's session: `at("count", {...})`."""

    def act(verb, body, headers=cashier):
        return client.post(f"{CASH}/{till['id']}/{verb}", json=body, headers=headers)

    return act


def pieces(*counted):
    return [{"kind": kind, "value": value, "pieces": number} for kind, value, number in counted]


def own(client, headers):
    return client.get(f"{CASH}/own", headers=headers).json["session"]


def test_cash_without_a_till_is_refused_with_what_to_do(client, cashier, take):
    assert own(client, cashier) is None
    refused = take()
    assert refused.status_code == 409 and refused.json["code"] == "cash_session_needed"
    assert "abra primero su caja" in refused.json["detail"]
    assert take("10.00", "TRANSFER").status_code == 201


def test_a_till_is_opened_with_a_float_by_one_person(client, cashier, supervisor, till, published):
    assert (till["opening_float"], till["expected_cash"], till["closed_at"]) == ("80.00", "80.00", None)
    assert till["cashier"] == {"id": "31", "name": "Paola Rivadeneira"}
    assert published()[-1]["data"]["summary"].endswith("de Paola Rivadeneira con $80,00")
    body = {"till_id": till["till"]["id"], "opening_float": "0"}
    taken = client.post(CASH, json=body, headers=supervisor)
    assert taken.status_code == 409 and "ya está abierta" in taken.json["detail"]
    other = client.post(f"{API}/tills", json={"name": "Otra"}, headers=supervisor).json
    second = client.post(CASH, json={"till_id": other["id"], "opening_float": "0"}, headers=cashier)
    assert second.status_code == 409 and "de la misma persona" in second.json["detail"]
    listed = client.get(f"{API}/tills", headers=cashier).json["data"]
    assert [one["open_by"] for one in listed if one["id"] == till["till"]["id"]] == [till["cashier"]]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"till_id": 999999, "opening_float": "1"}, "till_id"),
        ({"till_id": 1, "opening_float": "-1"}, "opening_float"),
        ({"till_id": 1, "opening_float": "0.005"}, "opening_float"),
        ({"till_id": 1, "opening_float": "1e30"}, "opening_float"),
        ({"till_id": 1, "opening_float": "1,50"}, "opening_float"),
        ({"opening_float": "1"}, "till_id"),
    ],
)
def test_what_cannot_be_opened_names_the_field(client, cashier, body, field):
    answer = client.post(CASH, json=body, headers=cashier)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_what_is_taken_lands_by_method_and_goes_out_to_the_safe(client, cashier, till, take, at):
    take(), take("15.00"), take("25.00", "CARD_DEBIT")
    assert (
        at("movements", {"kind": "WITHDRAWAL", "amount": "100", "concept": "A la caja fuerte"}).status_code
        == 201
    )
    now = own(client, cashier)
    assert now["expected"] == [
        {"method": "CARD_DEBIT", "amount": "25.00", "payments": 1},
        {"method": "CASH", "amount": "35.00", "payments": 2},
    ]
    assert (now["expected_cash"], now["collected"], now["payments"]) == ("35.00", "80.00", 3)
    listed = client.get(f"{CASH}/{till['id']}/movements", headers=cashier).json["data"]
    assert [one["kind"] for one in listed] == ["FLOAT", "PAYMENT", "PAYMENT", "PAYMENT", "WITHDRAWAL"]
    assert "001-001-" in listed[1]["concept"]


def test_no_more_goes_out_than_there_is(at):
    answer = at("movements", {"kind": "WITHDRAWAL", "amount": "80.01", "concept": "A la caja fuerte"})
    assert answer.status_code == 409
    assert answer.json["errors"] == [{"field": "amount", "message": "En la caja no hay tanto efectivo."}]


def test_a_voided_payment_goes_out_of_the_till_it_came_into(client, boss, cashier, till, take):
    payment = take().json
    assert (
        client.post(
            f"{API}/payments/{payment['id']}/void", json={"reason": "Error"}, headers=cashier
        ).status_code
        == 200
    )
    now = own(client, cashier)
    assert (now["expected_cash"], now["payments"]) == ("80.00", 0)


def test_it_is_closed_on_a_count_compared_method_by_method(client, cashier, till, take, at, published):
    take(), take("30.00", "TRANSFER")
    counted = at("count", {"pieces": pieces(("NOTE", "100", 1), ("NOTE", "10", 2)), "methods": []})
    assert counted.status_code == 200
    assert (counted.json["count"]["exact"], counted.json["count"]["difference"]) == (True, "0.00")
    closed = at("close", {"left_in_till": "80.00"})
    assert closed.status_code == 200, closed.json
    closing = closed.json["closings"][0]
    assert (closing["left_in_till"], closing["deposited"]) == ("80.00", "40.00")
    assert closing["number"] == f"CC-{till['id']:06}" and closed.json["closed_at"]
    assert own(client, cashier) is None
    assert published()[-1]["type"] == "cash_session.closed"
    listed = client.get(f"{API}/tills", headers=cashier).json["data"]
    assert [one["left_in_till"] for one in listed if one["id"] == till["till"]["id"]] == ["80.00"]
    document = client.get(f"{API}/cash/closings/{closing['id']}/pdf", headers=cashier)
    assert document.data.startswith(b"%PDF") and document.mimetype == "application/pdf"
    assert closing["number"] in document.headers["Content-Disposition"]


def test_a_difference_is_explained_even_where_methods_make_up_for_each_other(client, at, take, published):
    take("30.00", "TRANSFER")
    short = {
        "pieces": pieces(("NOTE", "50", 1), ("NOTE", "20", 1)),
        "methods": [{"method": "TRANSFER", "counted": "40.00"}],
    }
    count = at("count", short).json["count"]
    assert (count["difference"], count["exact"]) == ("0.00", False)
    assert [(row["method"], row["difference"]) for row in count["methods"]] == [
        ("CASH", "-10.00"),
        ("TRANSFER", "10.00"),
    ]
    refused = at("close", {"left_in_till": "0"})
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "reason"
    closed = at(
        "close", {"left_in_till": "0", "reason": "Se cobró por transferencia lo que se anotó en efectivo"}
    )
    assert closed.status_code == 200
    assert published()[-1]["data"]["level"] == "WARNING"


def test_nothing_is_closed_without_a_count_or_with_an_old_one(at, take):
    assert at("close", {"left_in_till": "0"}).json["code"] == "cash_count_needed"
    at("count", {"pieces": pieces(("NOTE", "20", 4))})
    take()
    stale = at("close", {"left_in_till": "0"})
    assert stale.status_code == 409 and "después de contar" in stale.json["detail"]


def test_no_more_stays_than_was_counted(at):
    at("count", {"pieces": pieces(("NOTE", "20", 4))})
    answer = at("close", {"left_in_till": "80.01"})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "left_in_till"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"pieces": [{"kind": "NOTE", "value": "3", "pieces": 1}]}, "pieces.0.value"),
        ({"pieces": [{"kind": "NOTE", "value": "0.25", "pieces": 1}]}, "pieces.0.value"),
        ({"pieces": [{"kind": "COIN", "value": "0.25", "pieces": -1}]}, "pieces.0.pieces"),
        ({"pieces": [{"kind": "COIN", "value": "0.25", "pieces": 1.5}]}, "pieces.0.pieces"),
        ({"pieces": [{"kind": "COIN", "value": "0.25", "pieces": 1}] * 2}, "pieces"),
        ({"pieces": [], "methods": [{"method": "CARD_DEBIT", "counted": "5"}]}, "methods"),
        ({"pieces": [], "methods": [{"method": "CARD_DEBIT", "counted": "-5"}]}, "methods.0.counted"),
    ],
)
def test_what_cannot_be_counted_names_the_field(at, body, field):
    answer = at("count", body)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_a_closed_session_and_its_day_take_nothing_more(client, boss, cashier, till, take, at, database_of):
    payment = take().json
    at("count", {"pieces": pieces(("NOTE", "20", 6))})
    at("close", {"left_in_till": "0"})
    assert at("count", {"pieces": []}).json["code"] == "cash_session_closed"
    assert at("movements", {"kind": "ADDITION", "amount": "1", "concept": "Cambio"}).status_code == 409
    assert at("close", {"left_in_till": "0"}).status_code == 409
    voided = client.post(f"{API}/payments/{payment['id']}/void", json={"reason": "Error"}, headers=cashier)
    assert voided.status_code == 409 and "caja cerrada" in voided.json["detail"]
    refused = take()
    assert refused.status_code == 409 and "ya se contó" in refused.json["detail"]
    with pytest.raises(Exception, match="closed session"):
        with database_of("facturacion").transaction() as tx:
            tx.run(
                """
                INSERT INTO facturacion.cash_movements
                            (session_id, kind, method, amount, concept, moved_by_id, moved_by_name)
                     VALUES (%(id)s, 'ADDITION', 'CASH', 1, 'x', '1', 'Ana')
                """,
                id=till["id"],
            )


def test_reopening_needs_permission_and_leaves_a_trace(
    client, cashier, supervisor, till, at, take, published
):
    at("count", {"pieces": pieces(("NOTE", "20", 4))})
    first = at("close", {"left_in_till": "0"}).json["closings"][0]
    kept = client.get(f"{API}/cash/closings/{first['id']}/pdf", headers=cashier).data
    assert at("reopen", {"reason": "Faltó un cobro"}).status_code == 403
    assert at("reopen", {"reason": ""}, supervisor).status_code == 422
    opened = at("reopen", {"reason": "Faltó un cobro"}, supervisor).json
    assert (opened["closed_at"], opened["closings"][0]["reopened_by"]["name"]) == (None, "Gabriela Ponce")
    assert (
        published()[-1]["data"]["summary"].endswith("Faltó un cobro")
        and published()[-1]["data"]["level"] == "WARNING"
    )
    assert at("reopen", {"reason": "Otra vez"}, supervisor).status_code == 409
    assert take().status_code == 201
    at("count", {"pieces": pieces(("NOTE", "20", 6))})
    second = at("close", {"left_in_till": "0"}).json["closings"]
    assert [one["number"] for one in second] == [f"{first['number']}-2", first["number"]]
    assert client.get(f"{API}/cash/closings/{first['id']}/pdf", headers=cashier).data == kept


def test_what_is_in_the_till_is_what_its_last_session_left(client, cashier, supervisor, till, at):
    whole = {"pieces": pieces(("NOTE", "20", 4))}
    at("count", whole)
    at("close", {"left_in_till": "0"})
    again = {"till_id": till["till"]["id"], "opening_float": "20.00"}
    later = client.post(CASH, json=again, headers=cashier).json["id"]
    refused = at("reopen", {"reason": "Faltó un cobro"}, supervisor)
    assert refused.status_code == 409 and "ya está abierta" in refused.json["detail"]
    for verb, body in (("count", {"pieces": pieces(("NOTE", "20", 1))}), ("close", {"left_in_till": "20"})):
        assert client.post(f"{CASH}/{later}/{verb}", json=body, headers=cashier).status_code == 200
    at("reopen", {"reason": "Faltó un cobro"}, supervisor)
    at("count", whole)
    assert at("close", {"left_in_till": "0"}).status_code == 200
    (known,) = [
        one
        for one in client.get(f"{API}/tills", headers=cashier).json["data"]
        if one["id"] == till["till"]["id"]
    ]
    assert (known["open_by"], known["left_in_till"]) == (None, "20.00")


def test_a_printed_closing_stays_as_it_was_whatever_the_clinic_is_called_later(
    apps, client, login, cashier, at
):
    at("count", {"pieces": pieces(("NOTE", "20", 4))})
    closing = at("close", {"left_in_till": "0"}).json["closings"][0]
    before = client.get(f"{API}/cash/closings/{closing['id']}/pdf", headers=cashier).data
    owner = login("clinic:write", id="77")
    changed = (
        apps["auth"]
        .test_client()
        .put("/api/auth/clinic", json={"name": "Otra", "accent": None}, headers=owner | {"If-Match": '"1"'})
    )
    assert changed.status_code == 200
    assert client.get(f"{API}/cash/closings/{closing['id']}/pdf", headers=cashier).data == before


def test_under_a_blind_count_what_is_expected_is_told_after_counting(client, cashier, supervisor, till, at):
    rules = client.get(f"{API}/tills/rules", headers=cashier).json
    match = {"If-Match": f'"{rules["version"]}"'}
    changed = client.put(f"{API}/tills/rules", json={"blind_count": True}, headers=supervisor | match)
    assert changed.json["blind_count"] is True
    silent = own(client, cashier)
    assert (silent["blind"], silent["expected"], silent["expected_cash"], silent["collected"]) == (
        True,
        None,
        None,
        None,
    )
    assert client.get(f"{CASH}/{till['id']}", headers=supervisor).json["expected_cash"] == "80.00"
    counted = at("count", {"pieces": pieces(("NOTE", "20", 3))}).json
    assert (
        counted["count"]["blind"]
        and counted["expected_cash"] == "80.00"
        and counted["count"]["difference"] == "-20.00"
    )


def test_somebody_elses_till_is_seen_and_touched_only_by_who_supervises(
    client, login, boss, supervisor, till, at
):
    stranger = login("payments:write", id="40", name="Otro")
    assert client.get(f"{CASH}/{till['id']}", headers=stranger).status_code == 403
    assert at("count", {"pieces": []}, stranger).status_code == 403
    assert client.get(CASH, headers=stranger).status_code == 403
    assert [row["id"] for row in client.get(f"{CASH}?open=true", headers=supervisor).json["data"]] == [
        till["id"]
    ]
    assert at("count", {"pieces": pieces(("NOTE", "20", 4))}, supervisor).status_code == 200
    assert (
        at("close", {"left_in_till": "0"}, supervisor).json["closings"][0]["closed_by"]["name"]
        == "Gabriela Ponce"
    )


def test_tills_are_named_once_and_changed_by_version(client, supervisor, cashier):
    made = client.post(f"{API}/tills", json={"name": "Caja sur"}, headers=supervisor).json
    again = client.post(f"{API}/tills", json={"name": "CAJA SUR"}, headers=supervisor)
    assert again.status_code == 409 and again.json["errors"][0]["field"] == "name"
    url, match = f"{API}/tills/{made['id']}", {"If-Match": f'"{made["version"]}"'}
    assert client.patch(url, json={"active": False}, headers=supervisor).status_code == 428
    assert client.patch(url, json={"active": False}, headers=supervisor | match).json["active"] is False
    assert client.patch(url, json={"active": True}, headers=supervisor | match).status_code == 412
    assert client.post(f"{API}/tills", json={"name": "x"}, headers=cashier).status_code == 403


def test_what_is_not_there_is_not_found(client, supervisor):
    assert client.get(f"{CASH}/999999", headers=supervisor).status_code == 404
    assert client.get(f"{API}/cash/closings/999999/pdf", headers=supervisor).status_code == 404
    for verb, body in (
        ("count", {"pieces": []}),
        ("close", {"left_in_till": "0"}),
        ("reopen", {"reason": "Error"}),
    ):
        assert client.post(f"{CASH}/999999/{verb}", json=body, headers=supervisor).status_code == 404
