import pytest

from common.problems import Invalid
from historia_clinica.patients import rules


def test_a_document_is_judged_by_its_type():
    assert rules.must_be_document("PASSPORT", "ab12345") == "AB12345"
    with pytest.raises(Invalid) as refusal:
        rules.must_be_document("CEDULA", "AB12345")
    assert refusal.value.errors[0]["field"] == "document_number"
