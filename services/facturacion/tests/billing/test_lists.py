from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

URL = "/api/facturacion/invoices"


def ids(answer):
    assert answer.status_code == 200, answer.json
    return [row["id"] for row in answer.json["data"]]


@pytest.fixture
def three(issued, draft, buyer):
    """Two issued invoices and a draft, from the oldest to the newest."""
    return [
        issued(buyer=buyer(name="Íñigo Núñez", document="0926687856"))["id"],
        issued()["id"],
        draft(buyer=buyer(name="100% Dental_S.A.", id_type="04", document="1793213150001"))["id"],
    ]


def test_the_newest_comes_first_without_what_hangs_from_it(client, boss, three):
    page = client.get(f"{URL}?total=true", headers=boss)
    assert ids(page) == three[::-1]
    assert page.json["total"] == 3 and page.json["total_exact"] and page.json["next"] is None
    assert not {"lines", "taxes", "payments", "sort_key"} & page.json["data"][0].keys()


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("status=ISSUED", [1, 0]),
        ("status=DRAFT", [2]),
        ("payment_status=PENDING", [1, 0]),
        ("payment_status=PAID", []),
        ("patient_id=1", []),
        ("appointment_id=1", []),
        ("search=inigo", [0]),
        ("search=NUÑEZ", [0]),
        ("search=1714307103", [1]),
        ("search=000000002", [1]),
        ("search=0%25 d", [2]),
        ("search=l_s", [2]),
        ("search=%25%25", []),
        ("search=%5C", []),
        ("from=2026-01-01", [2, 1, 0]),
        ("to=2026-01-01", []),
        ("sort=created_at", [0, 1, 2]),
        ("sort=-issue_date", [2, 1, 0]),
        ("sort=issue_date", [0, 1, 2]),
        ("sort=number", [2, 0, 1]),
        ("sort=-number", [1, 0, 2]),
    ],
)
def test_filters_and_sorts(client, boss, three, query, places):
    assert ids(client.get(f"{URL}?{query}", headers=boss)) == [three[place] for place in places]


@pytest.mark.parametrize(
    "sort", ["-created_at", "created_at", "-issue_date", "issue_date", "number", "-number"]
)
def test_pages_follow_each_other_without_gaps(client, boss, three, sort):
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{URL}?limit=1&sort={sort}&after={cursor}", headers=boss)
        seen += ids(page)
        cursor = page.json["next"]
    assert seen == ids(client.get(f"{URL}?sort={sort}", headers=boss)) and sorted(seen) == three


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 422),
        ("status=LOST", 422),
        ("sort=total", 422),
        ("from=ayer", 422),
        ("from=2026-02-02&to=2026-02-01", 422),
        ("patient_id=99999999999999999999", 422),
        ("color=red", 422),
        ("after=x", 400),
        ("after=WzEsMl0=", 422),
        ("after=WyJhIiwiYiJd&sort=issue_date", 422),
    ],
)
def test_invalid_queries_are_refused(client, boss, query, status):
    assert client.get(f"{URL}?{query}", headers=boss).status_code == status


@pytest.fixture
def numbered(client, boss, issued, buyer, shared):
    """Invoice 001-001-000001181 of somebody with a phone."""
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.series SET next_sequential = 1181")
    made = issued(buyer=buyer(name="Íñigo  Núñez Paz", document="1714307103", phone="+593991234567"))
    issued(buyer=buyer(name="Rosa Paz", document="0926687856", phone="022345678"))
    return made["id"]


@pytest.mark.parametrize(
    "search",
    [
        "001-001-1181",
        "001-001-000001181",
        "001-1181",
        "1181",
        "001001000001181",
        "0010010000001181",
        "1-1-1181",
        "paz inigo",
        "  NUÑEZ   iñigo ",
        "núñez 1181",
        "171430710-3",
        "1714307103",
        "099 123 4567",
        "099-123-4567",
        "0991234567",
        "+593991234567",
    ],
)
def test_an_invoice_is_found_the_way_people_write_it(client, boss, numbered, search):
    answer = client.get(URL, query_string={"search": search}, headers=boss)
    assert ids(answer) == [numbered]


@pytest.mark.parametrize("search", ["001-001-1182 paz inigo", "001-002-1181", "171430710-4", "paz xavier"])
def test_what_no_invoice_holds_finds_none(client, boss, numbered, search):
    assert ids(client.get(URL, query_string={"search": search}, headers=boss)) == []


def test_totals_are_of_what_was_issued(client, boss, three, pay):
    pay(three[0], "15.00")
    totals = client.get(f"{URL}/totals?from=2026-01-01&to=2199-12-31", headers=boss).json
    by_status = totals.pop("by_status")
    assert totals == {
        "count": 2,
        "subtotal": "80.00",
        "iva": "0.00",
        "total": "80.00",
        "paid": "15.00",
        "credited": "0.00",
        "balance": "65.00",
    }
    assert by_status == [
        {"status": "DRAFT", "count": 1, "total": "40.00"},
        {"status": "ISSUED", "count": 2, "total": "80.00"},
        {"status": "ANNULLED", "count": 0, "total": "0.00"},
        {"status": "DISCARDED", "count": 0, "total": "0.00"},
    ]


def test_totals_of_nothing_are_zero(client, boss):
    totals = client.get(f"{URL}/totals", headers=boss).json
    assert totals["total"] == "0.00" and totals["count"] == 0


def test_without_days_totals_are_of_a_year(client, boss, three, shared):
    with shared.connection.cursor() as cursor:
        cursor.execute("UPDATE facturacion.invoices SET dated_on = dated_on - 400 WHERE status = 'DRAFT'")
    counts = {
        query: [row["count"] for row in client.get(f"{URL}/totals{query}", headers=boss).json["by_status"]]
        for query in ("", "?from=2020-01-01")
    }
    assert counts == {"": [0, 2, 0, 0], "?from=2020-01-01": [1, 2, 0, 0]}


def test_totals_go_from_first_to_last(client, boss):
    answer = client.get(f"{URL}/totals?from=2026-02-02&to=2026-02-01", headers=boss)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "to"


def test_the_list_says_on_which_day_money_last_came(client, boss, issued, pay):
    made = issued()

    def last():
        rows = client.get(URL, headers=boss).json["data"]
        return [row["last_received_on"] for row in rows if row["id"] == made["id"]]

    assert last() == [None]
    today = datetime.now(ZoneInfo("America/Guayaquil")).date()
    days = [(today - timedelta(days=days)).isoformat() for days in (3, 9)]
    newest, _ = [pay(made["id"], "5.00", received_on=day).json for day in days]
    assert last() == [days[0]]
    path = f"/api/facturacion/payments/{newest['id']}/void"
    assert client.post(path, json={"reason": "Equivocado"}, headers=boss).status_code == 200
    assert last() == [days[1]]


def test_what_many_patients_owe_comes_in_one_answer(client, boss, apps, draft, issued, pay):
    ana, luis, eva = (
        apps["historia_clinica"]
        .test_client()
        .post(
            "/api/historia-clinica/patients",
            json={
                "document_type": "PASSPORT",
                "document_number": f"XB00000{n}",
                "first_name": name,
                "last_name": "Vera",
            },
            headers=boss,
        )
        .json["id"]
        for n, name in enumerate(("Ana", "Luis", "Eva"))
    )
    pay(issued(patient_id=ana)["id"], "10.00")
    issued(patient_id=ana)
    pay(issued(patient_id=luis)["id"], "40.00")
    draft(patient_id=eva)
    answer = client.get(f"{URL}/balances?ids={ana},{luis},{eva}", headers=boss)
    assert answer.status_code == 200, answer.json
    assert answer.json["data"] == [{"patient_id": ana, "balance": "70.00"}]


def test_what_is_owed_is_for_whoever_sees_invoices(client, login, boss):
    assert client.get(f"{URL}/balances?ids=7", headers=login("patients:read")).status_code == 403
    assert client.get(f"{URL}/balances", headers=boss).status_code == 422


def test_what_visits_came_to_and_still_owe_comes_in_one_answer(client, login, boss, receive, completed, pay):
    visits = [completed() for _ in range(3)]
    for visit in visits:
        assert receive("appointment.completed", **visit).status_code == 200
    ids = ",".join(str(visit["appointment_id"]) for visit in visits)
    path = f"{URL}/of-visits?ids={ids},1"
    draft, paid, discarded = client.get(path, headers=boss).json["data"]
    assert draft["owed"] == draft["total"] != "0.00"
    assert client.post(f"{URL}/{paid['invoice_id']}/issue", json={}, headers=boss).status_code == 200
    pay(paid["invoice_id"], paid["total"])
    client.patch(f"{URL}/{discarded['invoice_id']}/status", json={"status": "DISCARDED"}, headers=boss)
    # Of a discarded draft, and of a visit that nobody finished, nothing is owed: they are not among them.
    left, done = client.get(path, headers=boss).json["data"]
    assert left == draft and draft["number"] is None
    issued = {"owed": "0.00", "status": "ISSUED", "paid": paid["total"], "number": done["number"]}
    assert done == paid | issued and done["number"]
    assert client.get(path, headers=login("patients:read")).status_code == 403
