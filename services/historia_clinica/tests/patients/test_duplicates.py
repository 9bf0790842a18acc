"""Who may be registered already: names with a slip, the day of birth, a shared phone; found by an index each."""

import pytest

from historia_clinica.patients.rules import same_names

URL = "/api/historia-clinica/patients"
ANA = {
    "document_type": "CEDULA",
    "document_number": "1710034065",
    "first_name": "Ana María",
    "last_name": "Pérez Andrade",
    "birth_date": "1990-05-17",
    "phone": "0991234567",
}
WITHOUT = {"document_type": None, "document_number": None, "no_document_reason": "LOST"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ana perez", "ana perez", True),
        ("ana perez", "perez andrade ana maria", True),
        ("ana maria perze andrade", "ana maria perez andrade", True),
        ("ana maria perez andrdae", "ana maria perez andrade", True),
        ("ana maria peres", "ana maria perez andrade", True),
        ("ana maria perze andrda", "ana maria perez andrade", False),
        ("aan perez", "ana perez", False),
        ("luis perez", "ana perez", False),
        ("ana ana", "ana perez", False),
        ("daniel mora vera", "daniela mora vera", True),
        ("", "ana perez", False),
    ],
)
def test_names_are_the_same_but_for_one_slip(one, other, same):
    assert same_names(one, other) is same
    assert same_names(other, one) is same


@pytest.fixture
def likely(client, reception):
    def act(**known):
        answer = client.get(f"{URL}/likely-duplicates", query_string=known, headers=reception)
        assert answer.status_code == 200, answer.json
        return [(one["id"], one["why"]) for one in answer.json["data"]]

    return act


def test_two_swapped_letters_do_not_hide_anybody(client, reception, register, likely):
    id = register(**ANA)["id"]
    typed = {"first_name": "Ana Maira", "last_name": "Perez"}
    assert likely(**typed, birth_date="1990-05-17") == [(id, "NAME_AND_BIRTH_DATE")]
    assert likely(**typed, phone="0991234567") == [(id, "NAME_AND_PHONE")]
    assert likely(**typed, birth_date="1990-05-18") == []
    refused = client.post(URL, json=ANA | WITHOUT | typed, headers=reception)
    assert (refused.status_code, refused.json["confirm"]) == (409, "distinct_person")


def test_a_phone_alone_is_pointed_out_and_asks_nothing(client, reception, register, likely):
    id = register(**ANA)["id"]
    assert likely(phone="099 123 4567") == [(id, "PHONE")]
    assert likely(first_name="Luis", birth_date="2015-01-01", phone="099 123 4567") == [(id, "PHONE")]
    child = ANA | WITHOUT | {"first_name": "Luis", "birth_date": "2015-01-01"}
    assert client.post(URL, json=child, headers=reception).status_code == 201


def test_each_way_has_its_index(database_of, rolled_back):
    """At any size: the plan of each way by itself reads no table from end to end."""
    with database_of("historia_clinica").session() as db:
        db.run("SET LOCAL enable_seqscan = off")
        for condition in (
            "document_number = ANY ('{1710034065}')",
            "birth_date = '1990-05-17'",
            "phone = '+593991234567'",
            "email = 'ana@example.com'",
        ):
            plan = db.all(f"EXPLAIN SELECT id FROM historia_clinica.patients WHERE {condition}")
            assert "Index" in str(plan) and "Seq Scan" not in str(plan), condition
