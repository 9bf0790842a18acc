"""Finding patients: the list and the quick search."""

import base64

import pytest

URL = "/api/historia-clinica/patients"


@pytest.fixture
def names(client, reception):
    """The names that a query of the list finds, in order."""

    def act(query):
        answer = client.get(f"{URL}?{query}", headers=reception)
        assert answer.status_code == 200, answer.json
        return [row["full_name"] for row in answer.json["data"]]

    return act


@pytest.fixture
def people(register):
    return [
        register(first_name="Ana", last_name="Pérez", phone="0991112223"),
        register(first_name="José Ángel", last_name="Ñáñez"),
        register(first_name="álvaro", last_name="Perezoso"),
        register(
            document_type="PASSPORT", document_number="ZX778899", first_name="Bo", last_name="100%_A\\B"
        ),
    ]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("perez ana", ["Ana Pérez"]),
        ("PÉREZ", ["álvaro Perezoso", "Ana Pérez"]),
        ("nanez", ["José Ángel Ñáñez"]),
        ("angel jose", ["José Ángel Ñáñez"]),
        ("zx7788", ["Bo 100%_A\\B"]),
        ("111222", ["Ana Pérez"]),
        ("0%25_a", ["Bo 100%_A\\B"]),
        ("%25", []),
        ("a\\b", ["Bo 100%_A\\B"]),
        ("bo", ["Bo 100%_A\\B"]),
        ("perez nanez", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_in_any_order_without_accents_or_case(names, people, search, found):
    assert names(f"search={search}") == found


def test_a_blank_search_finds_everybody(names, people):
    assert len(names("search=%20")) == 4


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("full_name", ["álvaro Perezoso", "Ana Pérez", "Bo 100%_A\\B", "José Ángel Ñáñez"]),
        ("-full_name", ["José Ángel Ñáñez", "Bo 100%_A\\B", "Ana Pérez", "álvaro Perezoso"]),
        ("created_at", ["Ana Pérez", "José Ángel Ñáñez", "álvaro Perezoso", "Bo 100%_A\\B"]),
        ("-created_at", ["Bo 100%_A\\B", "álvaro Perezoso", "José Ángel Ñáñez", "Ana Pérez"]),
    ],
)
def test_pages_follow_each_other_without_gaps(client, reception, people, sort, order):
    url, seen, after = f"{URL}?sort={sort}&limit=1", [], ""
    while after is not None:
        page = client.get(f"{url}&after={after}", headers=reception).json
        seen += [row["full_name"] for row in page["data"]]
        after = page["next"]
    assert seen == order


def test_the_inactive_are_listed_apart_and_not_offered(client, reception, names, people):
    url = f"{URL}/{people[0]['id']}"
    client.patch(url, json={"active": False}, headers=reception | {"If-Match": '"1"'})
    assert names("active=false") == ["Ana Pérez"]
    assert "Ana Pérez" not in names("active=true") and len(names("")) == 4
    found = client.get(f"{URL}/search?q=perez", headers=reception).json["data"]
    assert [row["full_name"] for row in found] == ["álvaro Perezoso"]


def test_the_total_counts_what_matches(client, reception, people):
    page = client.get(f"{URL}?search=perez&total=true&limit=1", headers=reception).json
    assert (page["total"], page["total_exact"], len(page["data"])) == (2, True, 1)
    assert "alerts" not in page["data"][0] and "search_text" not in page["data"][0]


def test_the_quick_search_answers_with_few_columns(client, reception, people):
    (row,) = client.get(f"{URL}/search?q=ana pe", headers=reception).json["data"]
    assert row == {name: people[0][name] for name in row}
    assert list(row) == [
        "id",
        "full_name",
        "document_type",
        "document_number",
        "document_country",
        "no_document_reason",
        "birth_date",
        "phone",
    ]
    assert len(client.get(f"{URL}/search?q=pe&limit=1", headers=reception).json["data"]) == 1


@pytest.mark.parametrize("query", ["", "q=a", "q=%20a%20", "q=ana&limit=51", "q=ana&x=1", f"q={'x' * 101}"])
def test_a_quick_search_needs_two_letters(client, reception, query):
    assert client.get(f"{URL}/search?{query}", headers=reception).status_code == 422


@pytest.mark.parametrize("query", ["sort=phone", "limit=0", "active=quizas", "limit=101"])
def test_an_unknown_filter_is_422(client, reception, query):
    assert client.get(f"{URL}?{query}", headers=reception).status_code == 422


@pytest.mark.parametrize("sort", ["full_name", "created_at"])
@pytest.mark.parametrize(
    "cursor",
    ['["x", true]', "[5, 5.5]", '["x", "y"]', '["\\ud800", 1]', "[1, 1e400]", '["", ""]', "[" * 700, "[1]"],
)
def test_a_forged_cursor_is_refused(client, reception, sort, cursor):
    after = base64.urlsafe_b64encode(cursor.encode()).decode()
    answer = client.get(f"{URL}?sort={sort}&after={after}", headers=reception)
    assert answer.status_code in (400, 422)


def test_the_list_goes_by_surname_without_accents_and_one_name_stands_under_it(names, register):
    for first, last in (("Zoe", "Ávila"), ("Ana", "Avila"), ("Bruno", None), ("Ana", "Zapata")):
        register(first_name=first, last_name=last)
    expected = ["Ana Avila", "Zoe Ávila", "Bruno", "Ana Zapata"]
    assert names("sort=last_name") == expected
    assert names("sort=-last_name") == expected[::-1]


def test_pages_by_surname_follow_each_other(client, reception, people):
    first = client.get(f"{URL}?sort=last_name&limit=3", headers=reception).json
    second = client.get(f"{URL}?sort=last_name&limit=3&after={first['next']}", headers=reception).json
    assert len({row["id"] for row in first["data"] + second["data"]}) == 4 and second["next"] is None


def test_a_row_says_of_what_kind_its_alerts_are_to_whom_may_know(
    client, login, reception, doctor, patient, told
):
    for entry in (
        {"category": "ALLERGY", "description": "Penicilina", "severity": "LOW"},
        {"category": "ALLERGY", "description": "Látex", "severity": "HIGH"},
        {"category": "CONDITION", "description": "Hipertensión", "severity": "MODERATE"},
        {"category": "MEDICATION", "description": "Aspirina", "severity": "LOW"},
    ):
        assert (
            client.post(f"{URL}/{patient['id']}/medical-history", json=entry, headers=doctor).status_code
            == 201
        )
    row = client.get(URL, headers=reception).json["data"][0]
    assert row["alert_kinds"] == ["ALLERGY", "CONDITION"]
    assert "Penicilina" not in str(row)
    assert client.get(URL, headers=login("patients:read")).json["data"][0]["alert_kinds"] is None
    kinds = client.get(f"{URL}/alert-kinds?ids={patient['id']},999999", headers=reception)
    assert kinds.json["data"] == [{"patient_id": patient["id"], "alert_kinds": ["ALLERGY", "CONDITION"]}]
    refused = client.get(f"{URL}/alert-kinds?ids={patient['id']}", headers=login("patients:read"))
    assert (
        refused.status_code == 403
        and "«Ver alergias y condiciones de los pacientes»" in refused.json["detail"]
    )
