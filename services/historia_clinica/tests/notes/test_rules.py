import pytest

from common.problems import Conflict, Forbidden, Invalid
from historia_clinica.notes import rules

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
