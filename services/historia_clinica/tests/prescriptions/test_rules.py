"""What an allergy stops."""

import pytest

from historia_clinica.prescriptions import rules


def allergies(*substances):
    return [{"description": substance, "reaction": None} for substance in substances]


@pytest.mark.parametrize(
    ("dci", "substance", "stopped", "group"),
    [
        ("Amoxicilina", "Penicilina", True, "penicilinas"),
        ("Amoxicilina + ácido clavulánico", "alergia a las PENICILINAS", True, "penicilinas"),
        ("Ibuprofeno", "Aspirina", True, "antiinflamatorios no esteroideos"),
        ("Ibuprofeno", "AINES", True, "antiinflamatorios no esteroideos"),
        ("Paracetamol", "paracetamol (ronchas)", True, None),
        ("Clindamicina", "Penicilina", False, None),
        ("Paracetamol", "Látex", False, None),
        ("Ácido fólico", "Polen", False, None),
    ],
)
def test_the_same_substance_or_its_group_is_what_a_patient_is_allergic_to(dci, substance, stopped, group):
    found = rules.allergy_to(dci, allergies("Polvo", substance))
    assert bool(found) is stopped
    if found:
        assert (found[0]["description"], found[1]) == (substance, group)
