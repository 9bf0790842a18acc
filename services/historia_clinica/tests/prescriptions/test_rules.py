"""Who prescribes, and what an allergy stops."""

import pytest

from common.problems import Invalid
from historia_clinica.prescriptions import rules, substances


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


def test_controlled_substances_are_known_by_their_name():
    assert rules.is_controlled("Codeína + paracetamol") and rules.is_controlled("TRAMADOL clorhidrato")
    assert not rules.is_controlled("Paracetamol")


def test_a_table_of_medicines_is_read_by_its_columns():
    rows = [
        ["dci", "concentración", "forma", "controlado"],
        ["Ibuprofeno ", "400 mg", "tableta", ""],
        ["Especial", "1 mg", "tableta", "Sí"],
        ["Diazepam", "5 mg", "tableta"],
        ["Sin forma", "5 mg"],
        [],
    ]
    found, others = rules.medicines_of(rows)
    assert [(row["dci"], row["controlled"]) for row in found] == [
        ("Ibuprofeno", False),
        ("Especial", True),
        ("Diazepam", True),
    ]
    assert others == 2
    with pytest.raises(Invalid):
        rules.medicines_of(rows[:1])


@pytest.mark.parametrize(
    ("table", "columns"),
    [("allergy_groups.csv", ("group", "stem")), ("controlled_dci.csv", ("dci",))],
)
def test_every_row_of_the_tables_is_one_plain_word_and_names_its_source(table, columns):
    rows = substances.rows(table)
    keys = [tuple(row[name] for name in columns) for row in rows]
    assert rows and len(set(keys)) == len(keys)
    for row in rows:
        assert row["source"], row
        assert rules.plain_words(row[columns[-1]]) == [row[columns[-1]]]
