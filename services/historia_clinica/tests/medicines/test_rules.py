"""What is a medicine in a table, and what is known of a substance by its name."""

import pytest

from common.problems import Invalid
from historia_clinica.medicines import rules, substances


def test_controlled_substances_are_known_by_their_name():
    assert substances.is_controlled("Codeína + paracetamol") and substances.is_controlled(
        "TRAMADOL clorhidrato"
    )
    assert not substances.is_controlled("Paracetamol")


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
        assert substances.plain_words(row[columns[-1]]) == [row[columns[-1]]]
