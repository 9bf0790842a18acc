from datetime import date

import pytest

from common.problems import Conflict, Forbidden, Invalid, Stale
from historia_clinica import rules

NOTE = {
    "patient_id": 1,
    "appointment_id": None,
    "reason": "Dolor",
    "subjective": "ñ",
    "objective": None,
    "assessment": None,
    "plan": None,
    "diagnoses": [],
    "author": {"id": "3", "name": "Carla Ruiz"},
    "status": "DRAFT",
}


def test_a_draft_is_its_authors_alone():
    rules.must_be_editable(NOTE, "3")
    with pytest.raises(Forbidden, match="Carla Ruiz"):
        rules.must_be_editable(NOTE, "4")


def test_a_signed_note_is_nobodys_to_edit_and_takes_addenda():
    signed = NOTE | {"status": "SIGNED"}
    rules.must_be_signed(signed)
    with pytest.raises(Conflict, match="firmada"):
        rules.must_be_editable(signed, "3")
    with pytest.raises(Conflict, match="borrador"):
        rules.must_be_signed(NOTE)


def test_the_fingerprint_depends_on_the_content_and_on_nothing_else():
    same = dict(reversed(list((NOTE | {"version": 9}).items())))
    assert rules.content_sha256(same) == rules.content_sha256(NOTE)
    for name, other in (("subjective", "n"), ("patient_id", 2), ("diagnoses", [{"code": "Z00"}])):
        assert rules.content_sha256(NOTE | {name: other}) != rules.content_sha256(NOTE)


def test_an_appointment_must_exist_and_be_the_patients():
    rules.must_be_of_patient({"patient": {"id": 1}}, 1)
    with pytest.raises(Invalid, match="no existe"):
        rules.must_be_of_patient(None, 1)
    with pytest.raises(Invalid, match="otro paciente"):
        rules.must_be_of_patient({"patient": {"id": 2}}, 1)


def test_today_is_not_the_future():
    today = date(2026, 1, 31)
    rules.must_not_be_future("birth_date", None, today)
    rules.must_not_be_future("birth_date", today, today)
    with pytest.raises(Invalid, match="futura"):
        rules.must_not_be_future("birth_date", date(2026, 2, 1), today)


def test_a_document_is_judged_by_its_type():
    assert rules.must_be_document("PASSPORT", "ab12345") == "AB12345"
    with pytest.raises(Invalid) as refusal:
        rules.must_be_document("CEDULA", "AB12345")
    assert refusal.value.errors[0]["field"] == "document_number"


def test_an_older_version_is_stale():
    rules.must_be_version({"version": 2}, 2)
    with pytest.raises(Stale):
        rules.must_be_version({"version": 2}, 1)


def test_only_what_differs_is_a_change():
    assert rules.changed({"a": 1, "b": None}, {"a": 1, "b": 2}) == {"b": 2}
