"""The CIE-10: loaded from a table, searched by code and words."""

import pytest

from common.store.search import words
from historia_clinica.cie10 import queries, service

URL = "/api/historia-clinica/cie10"
ROWS = [
    ["codigo", "descripcion"],
    ["K02", "Caries dental"],
    ["K02.1", "Caries de la dentina"],
    ["K04.0", "Pulpitis"],
    ["K04.7", "Absceso periapical sin fístula"],
    ["I10", "Hipertensión esencial (primaria)"],
]


@pytest.fixture
def load(database_of):
    def act(rows):
        with database_of("historia_clinica").transaction() as tx:
            return service.load(tx, rows)

    return act


@pytest.fixture
def found(client, doctor):
    def act(text):
        answer = client.get(URL, query_string={"q": text}, headers=doctor)
        assert answer.status_code == 200, answer.json
        return [row["code"] for row in answer.json["data"]]

    return act


def test_a_table_is_loaded_and_loaded_again(load, told):
    assert load(ROWS) == {"new": 5, "changed": 0, "codes": 5, "others": 0}
    assert load(ROWS) == {"new": 0, "changed": 0, "codes": 5, "others": 0}
    assert load([["I10", "Hipertensión arterial"], ["Capítulo", "x"]]) == {
        "new": 0,
        "changed": 1,
        "codes": 1,
        "others": 1,
    }
    # What changed nothing leaves no trace.
    assert [event["data"]["new"] for event in told("cie10.loaded")] == [5, 0]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("k02", ["K02", "K02.1"]),
        ("K021", ["K02.1"]),
        ("k02.1", ["K02.1"]),
        ("caries", ["K02", "K02.1"]),
        ("dentina caries", ["K02.1"]),
        ("HIPERTENSION", ["I10"]),
        ("fistula absceso", ["K04.7"]),
        ("pu", ["K04.0"]),
        ("%", []),
        ("xyz", []),
    ],
)
def test_a_code_is_found_by_itself_and_by_its_words(load, client, doctor, found, text, codes):
    load(ROWS)
    if len(text) < 2:
        assert client.get(URL, query_string={"q": text}, headers=doctor).status_code == 422
    else:
        assert found(text) == codes


def test_it_says_whether_a_table_was_loaded(client, doctor, load):
    assert client.get(f"{URL}?q=caries", headers=doctor).json == {"data": [], "loaded": False}
    load(ROWS)
    assert client.get(f"{URL}?q=xyz", headers=doctor).json == {"data": [], "loaded": True}


def test_who_reads_records_searches(client, login):
    assert client.get(f"{URL}?q=caries").status_code == 401
    assert client.get(f"{URL}?q=caries", headers=login("patients:read")).status_code == 403


def test_fifteen_thousand_codes_are_searched_by_an_index(load, found, database_of):
    parts = ("Absceso", "Caries", "Fractura", "Tumor maligno", "Trastorno"), (
        "agudo",
        "crónico",
        "no especificado",
    )
    places = ("de la mandíbula", "del hueso", "de la encía", "del pulmón", "de la piel")
    rows = [
        [
            f"{chr(65 + n // 1000)}{n % 1000 // 10:02}.{n % 10}",
            f"{parts[0][n % 5]} {parts[1][n % 3]} {places[n // 7 % 5]}, variedad {n}",
        ]
        for n in range(15_000)
    ]
    assert load(rows)["new"] == 15_000
    with database_of("historia_clinica").transaction() as db:
        # Whether the index can serve is the question, not what a table that nobody analysed yet looks like.
        db.run("SET LOCAL enable_seqscan = off")
        for text in ("absceso", "encia caries", "c12", "tumor maligno pulmon cronico", "no especificado"):
            assert found(text)
            plan = db.all(f"EXPLAIN {queries.SEARCH}", text=text, limit=20, **words(text))
            assert any("cie10_search" in row["QUERY PLAN"] for row in plan), (text, plan)
