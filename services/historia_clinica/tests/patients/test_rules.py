"""How a patient is identified, and who may be somebody registered already."""

import pytest

from common.problems import Conflict, Invalid
from historia_clinica.patients import rules

NOBODY = dict.fromkeys(rules.IDENTITY)
ANA = {
    "why": "NAME_AND_BIRTH_DATE",
    "score": 95,
    "id": 7,
    "full_name": "Ana Pérez",
    "document_type": "CEDULA",
    "document_number": "1710034065",
    "document_country": None,
    "active": True,
}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (("CEDULA", "171003406-5", None, None), ("CEDULA", "1710034065", None, None)),
        (("CEDULA", "1710034065", "EC", "LOST"), ("CEDULA", "1710034065", None, None)),
        (("PASSPORT", "ab12345", None, None), ("PASSPORT", "AB12345", None, None)),
        (("PASSPORT", "ab12345", "CO", None), ("PASSPORT", "AB12345", "CO", None)),
        (("FOREIGN_CARD", "12.345.678-k", "CL", None), ("FOREIGN_CARD", "12345678K", "CL", None)),
        ((None, None, "CO", "NEWBORN"), (None, None, None, "NEWBORN")),
    ],
)
def test_an_identity_is_a_document_or_why_there_is_none(given, stored):
    identity = rules.identity_of(dict(zip(rules.IDENTITY, given, strict=True)))
    assert tuple(identity.values()) == stored


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"document_type": "CEDULA", "document_number": "AB12345"}, "document_number"),
        ({"document_type": "CEDULA"}, "document_number"),
        ({"document_type": "FOREIGN_CARD", "document_number": "12345"}, "document_country"),
        ({"document_number": "1710034065", "no_document_reason": "LOST"}, "document_type"),
        ({}, "no_document_reason"),
    ],
)
def test_half_an_identity_names_the_field(given, field):
    with pytest.raises(Invalid) as refusal:
        rules.identity_of(NOBODY | given)
    assert refusal.value.errors[0]["field"] == field


def test_a_cedula_and_the_ruc_made_of_it_are_one_person():
    assert rules.numbers_of_same_person("CEDULA", "1710034065") == ["1710034065", "1710034065001"]
    assert rules.numbers_of_same_person("RUC", "1710034065001") == ["1710034065001", "1710034065"]
    assert rules.numbers_of_same_person("PASSPORT", "AB12345") == ["AB12345"]
    assert rules.numbers_of_same_person(None, None) == []


def test_a_document_belongs_to_one_patient_whatever_is_confirmed():
    with pytest.raises(
        Conflict, match="Ese documento ya es de Ana Pérez, cuya ficha está inactiva"
    ) as refusal:
        rules.must_be_somebody_else(ANA, [ANA | {"active": False}], True, True)
    assert refusal.value.extra["likely_duplicates"][0]["id"] == 7


def test_who_looks_like_somebody_is_refused_until_confirmed():
    with_ruc = ANA | {"document_type": "RUC", "document_number": "1710034065001"}
    with pytest.raises(Conflict, match="registrada ya: Ana Pérez, cédula 1710034065. Abra") as refusal:
        rules.must_be_somebody_else(with_ruc, [ANA], True, False)
    assert refusal.value.extra["confirm"] == "distinct_person"
    rules.must_be_somebody_else(with_ruc, [ANA], True, True)
    rules.must_be_somebody_else(with_ruc, [], True, False)


def test_whose_the_file_is_is_told_to_those_who_may_read():
    for patient in (ANA, ANA | {"document_type": "RUC"}):
        with pytest.raises(Conflict) as refusal:
            rules.must_be_somebody_else(patient, [ANA], False, False)
        assert "Ana" not in str(refusal.value) and "likely_duplicates" not in refusal.value.extra
