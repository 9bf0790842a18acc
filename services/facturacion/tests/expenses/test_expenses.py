from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion/expenses"
TODAY = datetime.now(ZoneInfo("America/Guayaquil")).date()


def ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def record(client, boss, expense):
    def make(**changes):
        answer = client.post(URL, json=expense(**changes), headers=boss)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


def test_an_expense_is_recorded_and_read(client, boss, record, published):
    made = record(supplier_name="Inmobiliaria Andina", document_number="002-001-000004512")
    assert made["active"] and made["recorded_by"]["name"] == "Ana Pérez"
    read = client.get(f"{URL}/{made['id']}", headers=boss)
    assert read.json == made and read.headers["ETag"] == '"1"'
    (event,) = published()
    assert event["type"] == "expense.recorded" and "$600,00" in event["data"]["summary"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "ayer"}, "date"),
        ({"date": "1800-01-01"}, "date"),
        ({"category": "x"}, "category"),
        ({"description": ""}, "description"),
        ({"amount": "0"}, "amount"),
        ({"amount": "1_000"}, "amount"),
        ({"description": "Luz\u200b de mayo"}, "description"),
        ({"payment_method": "BARTER"}, "payment_method"),
        ({"supplier_name": ""}, "supplier_name"),
        ({"document_number": "x" * 51}, "document_number"),
    ],
)
def test_invalid_expenses_name_the_field(client, boss, expense, changes, field):
    answer = client.post(URL, json=expense(**changes), headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", ""), ("post", ""), ("get", "/categories"), ("get", "/totals"), ("get", "/1"), ("patch", "/1")],
)
def test_identity_and_permission_come_first(client, login, method, path):
    act = getattr(client, method)
    assert act(f"{URL}{path}", json={}).status_code == 401
    assert act(f"{URL}{path}", json={}, headers=login("invoices:read")).status_code == 403


def test_an_expense_sent_twice_is_recorded_once(client, boss, expense):
    headers = boss | {"Idempotency-Key": "expense-000001"}
    assert (
        client.post(URL, json=expense(), headers=headers).json
        == client.post(URL, json=expense(), headers=headers).json
    )
    assert len(client.get(URL, headers=boss).json["data"]) == 1


def test_an_expense_is_corrected_by_whoever_read_it_last(client, boss, record, published):
    url = f"{URL}/{record(supplier_name='Andina')['id']}"
    assert client.patch(url, json={"amount": "10.00"}, headers=boss).status_code == 428
    answer = client.patch(url, json={"amount": "610.50"}, headers=boss | {"If-Match": '"1"'})
    assert answer.json["amount"] == "610.50" and answer.json["supplier_name"] == "Andina"
    assert answer.headers["ETag"] == '"2"'
    assert client.patch(url, json={"amount": "1"}, headers=boss | {"If-Match": '"1"'}).status_code == 412
    emptied = client.patch(url, json={"supplier_name": None}, headers=boss | {"If-Match": '"2"'})
    assert emptied.json["supplier_name"] is None
    assert published()[-1]["type"] == "expense.updated"


@pytest.mark.parametrize("field", ["date", "category", "description", "amount", "payment_method", "active"])
def test_what_an_expense_needs_cannot_be_emptied(client, boss, record, field):
    url = f"{URL}/{record()['id']}"
    answer = client.patch(url, json={field: None}, headers=boss | {"If-Match": '"1"'})
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == field


def test_what_does_not_exist_is_404(client, boss):
    assert client.get(f"{URL}/999999", headers=boss).status_code == 404
    assert client.patch(f"{URL}/999999", json={}, headers=boss | {"If-Match": '"1"'}).status_code == 404


def test_an_expense_is_voided_with_a_reason_and_for_good(client, boss, record, published):
    url = f"{URL}/{record()['id']}"
    first = boss | {"If-Match": '"1"'}
    assert client.patch(url, json={"active": False}, headers=first).status_code == 422
    assert client.patch(url, json={"void_reason": "Duplicado"}, headers=first).status_code == 422
    void = client.patch(url, json={"active": False, "void_reason": "Duplicado"}, headers=first)
    assert void.status_code == 200 and not void.json["active"] and void.json["void_reason"] == "Duplicado"
    assert published()[-1]["type"] == "expense.voided"
    again = client.patch(url, json={"active": True}, headers=boss | {"If-Match": '"2"'})
    assert again.status_code == 409 and "anulado" in again.json["detail"]
    assert client.get(f"{URL}/totals", headers=boss).json == {
        "total": "0.00",
        "counted": "0.00",
        "by_category": [],
    }
    assert client.get(f"{URL}/categories", headers=boss).json == {"data": []}


@pytest.fixture
def three(record):
    return [
        record(date=ago(60), amount="600.00", supplier_name="Inmobiliaria Andína")["id"],
        record(date=ago(28), amount="80.50", category="Luz", description="Energía")["id"],
        record(date=ago(28), amount="600.00", document_number="002-001-45")["id"],
    ]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [2, 1, 0]),
        ("sort=date", [0, 1, 2]),
        ("sort=amount", [1, 0, 2]),
        ("sort=-amount", [2, 0, 1]),
        ("category=Luz", [1]),
        ("active=false", []),
        (f"from={ago(40)}", [2, 1]),
        (f"to={ago(40)}", [0]),
        ("search=andina", [0]),
        ("search=ENERGIA", [1]),
        ("search=001-45", [2]),
    ],
)
def test_filters_and_sorts(client, boss, three, query, places):
    page = client.get(f"{URL}?total=true&{query}", headers=boss).json
    assert [row["id"] for row in page["data"]] == [three[place] for place in places]
    assert page["total"] == len(places)


@pytest.mark.parametrize("sort", ["date", "-date", "amount", "-amount"])
def test_pages_follow_each_other_without_gaps(client, boss, three, sort):
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{URL}?limit=1&sort={sort}&after={cursor}", headers=boss).json
        seen += [row["id"] for row in page["data"]]
        cursor = page["next"]
    assert sorted(seen) == three


@pytest.mark.parametrize("cursor", ["WzEsMl0=", "WyJhIiwiYiJd"])
def test_a_made_up_cursor_is_refused(client, boss, cursor):
    assert client.get(f"{URL}?after={cursor}", headers=boss).status_code in (400, 422)


def test_totals_by_category(client, boss, three):
    assert client.get(f"{URL}/categories", headers=boss).json["data"] == [
        {"name": "Arriendo", "count": 2},
        {"name": "Luz", "count": 1},
    ]
    assert client.get(f"{URL}/totals?from={ago(30)}&to={ago(0)}", headers=boss).json == {
        "total": "680.50",
        "counted": "680.50",
        "by_category": [
            {"category": "Arriendo", "total": "600.00", "count": 1, "counted": "600.00"},
            {"category": "Luz", "total": "80.50", "count": 1, "counted": "80.50"},
        ],
    }


def test_what_is_written_twice_is_warned_of_and_may_be_confirmed(client, boss, expense, record):
    first = record(supplier_name="Inmobiliaria Andina", document_number="002-001-4512")
    again = expense(supplier_name="INMOBILIARIA  ANDINA", document_number="0020014512", amount="1.00")
    refused = client.post(URL, json=again, headers=boss)
    assert refused.status_code == 409 and "$600,00" in refused.json["detail"]
    assert (refused.json["warning"], refused.json["confirm"]) == ("repeated_document", "confirm_repeated")
    assert refused.json["existing"]["id"] == first["id"]
    for _ in range(2):
        confirmed = client.post(URL, json=again | {"confirm_repeated": True}, headers=boss)
        assert confirmed.status_code == 201 and confirmed.json["repeated"]
    assert client.post(URL, json=again, headers=boss).status_code == 409


def test_other_documents_suppliers_and_void_expenses_are_no_repetition(client, boss, record):
    first = record(supplier_name="Andina", document_number="1")
    assert not record(supplier_name="Andina", document_number="2")["repeated"]
    assert not record(supplier_name="Bolivia", document_number="1", confirm_repeated=True)["repeated"]
    record(supplier_name="Andina")
    record(supplier_name="Andina")
    void = {"active": False, "void_reason": "Duplicado"}
    client.patch(f"{URL}/{first['id']}", json=void, headers=boss | {"If-Match": '"1"'})
    record(supplier_name="Andina", document_number="1")


def test_a_correction_is_warned_of_too(client, boss, record):
    record(supplier_name="Andina", document_number="1")
    url = f"{URL}/{record(supplier_name='Andina', document_number='2')['id']}"
    current = boss | {"If-Match": '"1"'}
    refused = client.patch(url, json={"document_number": "1"}, headers=current)
    assert refused.status_code == 409 and refused.json["warning"] == "repeated_document"
    wish = {"document_number": "1", "confirm_repeated": True}
    assert client.patch(url, json=wish, headers=current).json["repeated"]
    current = boss | {"If-Match": '"2"'}
    kept = client.patch(url, json={"amount": "7.00"}, headers=current)
    assert kept.status_code == 200 and kept.json["repeated"], "what was confirmed is not asked again"


@pytest.mark.parametrize(("days", "status"), [(0, 201), (700, 201), (-1, 422), (800, 422)])
def test_an_expense_is_of_today_or_of_the_last_two_years(client, boss, expense, days, status):
    answer = client.post(URL, json=expense(date=ago(days)), headers=boss)
    assert answer.status_code == status
    if status == 422:
        assert answer.json["errors"][0]["field"] == "date"


def test_an_old_expense_is_corrected_without_touching_its_date(client, boss, record, shared):
    url = f"{URL}/{record()['id']}"
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.operational_expenses SET date = '2015-01-01'")
    current = boss | {"If-Match": '"2"'}
    assert client.patch(url, json={"amount": "7.00"}, headers=current).status_code == 200
    current = boss | {"If-Match": '"3"'}
    refused = client.patch(url, json={"date": "2015-01-02"}, headers=current)
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "date"


def test_categories_are_one_whatever_their_case_and_accents(client, boss, record):
    assert record(category="Energía")["category"] == "Energía"
    assert record(category=" ENERGIA ")["category"] == "Energía"
    made = record(category="Luz")
    changed = client.patch(
        f"{URL}/{made['id']}", json={"category": "energía"}, headers=boss | {"If-Match": '"1"'}
    )
    assert changed.json["category"] == "Energía"
    assert client.get(f"{URL}/categories", headers=boss).json["data"] == [{"name": "Energía", "count": 3}]
    page = client.get(URL, query_string={"category": "ENERGIA"}, headers=boss).json
    assert len(page["data"]) == 3


@pytest.mark.parametrize(
    "search",
    ["andina arriendo", "ARRIENDO   inmobiliaria", "002-001-45", "00200145 andina", "local inmobiliaria"],
)
def test_an_expense_is_found_by_words_in_any_order(client, boss, record, search):
    made = record(
        category="Local",
        description="Arriendo de noviembre",
        supplier_name="Inmobiliaria Andína",
        document_number="002-001-45",
    )
    record(description="Arriendo del parqueo", supplier_name="Otra")
    page = client.get(URL, query_string={"search": search}, headers=boss).json
    assert [row["id"] for row in page["data"]] == [made["id"]]


def rename(client, boss, name, new_name):
    return client.patch(f"{URL}/categories", json={"name": name, "new_name": new_name}, headers=boss)


def test_a_category_is_renamed_with_all_its_expenses_void_ones_too(client, boss, record, published):
    kept, void = record(category="Luz"), record(category="Luz")
    change = {"active": False, "void_reason": "Repetido"}
    client.patch(f"{URL}/{void['id']}", json=change, headers=boss | {"If-Match": '"1"'})
    answer = rename(client, boss, "luz ", "Electricidad")
    assert (answer.status_code, answer.json) == (200, {"name": "Electricidad", "count": 1})
    for made in (kept, void):
        assert client.get(f"{URL}/{made['id']}", headers=boss).json["category"] == "Electricidad"
    found = client.get(f"{URL}?search=electricidad", headers=boss).json["data"]
    assert {row["id"] for row in found} == {kept["id"], void["id"]}
    assert [row["name"] for row in client.get(f"{URL}/categories", headers=boss).json["data"]] == [
        "Electricidad"
    ]
    event = published()[-1]
    assert (
        event["type"] == "expense_category.renamed" and "«Luz» a «Electricidad»" in event["data"]["summary"]
    )
    assert record(category="luz")["category"] == "luz", "the old name is free"


def test_a_category_is_written_in_other_letters(client, boss, record):
    record(category="ALQUILER")
    assert rename(client, boss, "alquiler", "Alquiler").json == {"name": "Alquiler", "count": 1}
    assert rename(client, boss, "alquiler", "Alquiler").status_code == 200


def test_a_category_takes_no_name_of_another_whatever_its_case(client, boss, record):
    record(category="Luz")
    record(category="Agua")
    answer = rename(client, boss, "Agua", "LÚZ")
    assert answer.status_code == 409 and answer.json["errors"][0]["field"] == "new_name"
    assert rename(client, boss, "Gas", "Butano").status_code == 404
    assert rename(client, boss, "Agua", "x").json["errors"][0]["field"] == "new_name"


def test_to_rename_a_category_takes_the_permission(client, login):
    body = {"name": "Luz", "new_name": "Electricidad"}
    assert client.patch(f"{URL}/categories", json=body).status_code == 401
    assert client.patch(f"{URL}/categories", json=body, headers=login("expenses:read")).status_code == 403


def test_a_void_expense_takes_no_other_category_than_its_own_renamed(client, boss, record, database_of):
    made = record(category="Luz")
    record(category="Agua")
    change = {"active": False, "void_reason": "Repetido"}
    client.patch(f"{URL}/{made['id']}", json=change, headers=boss | {"If-Match": '"1"'})
    with pytest.raises(Exception, match="void expense"):
        with database_of("facturacion").transaction() as tx:
            tx.run("UPDATE facturacion.operational_expenses SET category = 'Agua' WHERE NOT active")
