"""Which rows of a table are codes of the CIE-10."""

import pytest

from common.problems import Invalid
from historia_clinica.cie10.rules import entries


def test_columns_are_found_by_their_heading_under_a_title():
    rows = [
        ["Ministerio de Salud", "", ""],
        ["No.", "Código CIE-10", "DESCRIPCIÓN"],
        ["", "A00-A09", "Enfermedades infecciosas intestinales"],
        ["1", "k021", "Caries  de la dentina "],
        ["2", "Z00.0", "Examen médico general"],
        ["3", "A17.0†", "Meningitis tuberculosa"],
        ["4"],
    ]
    found, others = entries(rows)
    assert found == {
        "K02.1": "Caries de la dentina",
        "Z00.0": "Examen médico general",
        "A17.0": "Meningitis tuberculosa",
    }
    assert others == 2


def test_without_a_heading_the_code_comes_first_and_the_last_words_of_a_code_count():
    assert entries([["K04", "Pulpa"], ["K04", "Pulpa y tejidos"]]) == ({"K04": "Pulpa y tejidos"}, 0)


@pytest.mark.parametrize("rows", [[], [["nombre", "precio"], ["Resina", "40"]], [["K02.1"]]])
def test_a_table_without_codes_is_refused(rows):
    with pytest.raises(Invalid):
        entries(rows)
