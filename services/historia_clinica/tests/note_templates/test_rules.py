"""What a template may ask and what answers it."""

import pytest

from common.problems import Invalid
from historia_clinica.note_templates.rules import kept, must_be_filled

FIELD = {"required": False, "unit": None, "minimum": None, "maximum": None, "options": [], "columns": []}
FIELDS = [
    FIELD
    | {
        "key": "pieza",
        "label": "Pieza",
        "kind": "NUMBER",
        "minimum": "11",
        "maximum": "85",
        "required": True,
    },
    FIELD | {"key": "material", "label": "Material", "kind": "CHOICE", "options": ["Resina", "Ionómero"]},
    FIELD | {"key": "control", "label": "Control", "kind": "DATE"},
    FIELD | {"key": "conductos", "label": "Conductos", "kind": "TABLE", "columns": ["Conducto", "Longitud"]},
]


def field_of(act, *given):
    with pytest.raises(Invalid) as error:
        act(*given)
    return error.value.errors[0]["field"]


@pytest.mark.parametrize(
    "values", [{"pieza": "26"}, {"pieza": "11", "material": "Resina", "control": "2026-12-01"}]
)
def test_a_form_that_answers_its_fields_is_signed(values):
    must_be_filled(FIELDS, values)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({}, "pieza"),
        ({"pieza": "x"}, "pieza"),
        ({"pieza": "NaN"}, "pieza"),
        ({"pieza": "10.9"}, "pieza"),
        ({"pieza": "86"}, "pieza"),
        ({"pieza": "26", "material": "Oro"}, "material"),
        ({"pieza": "26", "control": "mañana"}, "control"),
    ],
)
def test_a_form_that_lacks_something_is_not(values, key):
    assert field_of(must_be_filled, FIELDS, values) == f"form.values.{key}"


@pytest.mark.parametrize(
    "values",
    [
        {"otro": "x"},
        {"pieza": [["x", "y"]]},
        {"conductos": "x"},
        {"conductos": [["MV"]]},
        {"pieza": "1" * 21},
    ],
)
def test_what_no_field_could_hold_is_refused_in_a_draft_too(values):
    assert field_of(kept, FIELDS, values) == f"form.values.{next(iter(values))}"


def test_a_draft_keeps_what_is_filled_in_and_drops_empty_rows():
    values = {"pieza": "x", "material": "", "conductos": [["MV", "19"], ["", ""]]}
    assert kept(FIELDS, values) == {"pieza": "x", "conductos": [["MV", "19"]]}
