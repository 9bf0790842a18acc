"""Who issues papers."""

from datetime import date

import pytest

from common.problems import Forbidden
from historia_clinica.papers import rules

TODAY = date(2026, 11, 29)
DENTIST = {
    "registration_kind": "DENTIST",
    "professional_registration": "1005-2014",
    "registration_expires_on": None,
}


@pytest.mark.parametrize(
    "changes", [{}, {"registration_expires_on": "2026-11-29"}, {"registration_kind": "PHYSICIAN"}]
)
def test_who_is_registered_makes_papers(changes):
    rules.must_be_registered(DENTIST | changes, TODAY, "recetar")


@pytest.mark.parametrize(
    ("practitioner", "words"),
    [
        (None, "médicos, odontólogos y obstetras"),
        (DENTIST | {"registration_kind": "OTHER"}, "médicos, odontólogos y obstetras"),
        (DENTIST | {"registration_kind": None}, "médicos, odontólogos y obstetras"),
        (DENTIST | {"professional_registration": None}, "número de registro"),
        (DENTIST | {"registration_expires_on": "2026-11-28"}, "venció el 28/11/2026"),
    ],
)
def test_nobody_else_does_and_is_told_why(practitioner, words):
    with pytest.raises(Forbidden, match=words):
        rules.must_be_registered(practitioner, TODAY, "recetar")
