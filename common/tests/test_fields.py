"""What enters through the shared field types, and what it becomes."""

import pytest
from pydantic import TypeAdapter, ValidationError

from common.fields import Day, Email, Id, ItemCode, Moment, Name, Phone, PrintedName, Search, Text


def taken(type, value):
    return TypeAdapter(type).validate_python(value)


def refusal(type, value):
    with pytest.raises(ValidationError) as error:
        taken(type, value)
    return error.value.errors()[0]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ana   María ", "Ana María"),
        ("Ana\u00a0María", "Ana María"),
        ("Ana\tMaría", "Ana María"),
        ("Pérez\r\nAndrade", "Pérez Andrade"),
        ("Pe\u0301rez", "Pérez"),
        ("Ñusta O'Brien-Íñiguez", "Ñusta O'Brien-Íñiguez"),
    ],
)
def test_a_name_is_one_line_in_one_form(typed, stored):
    assert taken(Name, typed) == stored


@pytest.mark.parametrize(
    ("typed", "code", "where"),
    [
        ("Ana\u200bMaría", "U+200B", "después de «Ana»"),
        ("\u202eAna", "U+202E", "al comienzo"),
        ("Ana\x07", "U+0007", "después de «Ana»"),
        ("Ana\u00adMaría", "U+00AD", "después de «Ana»"),
        ("Ana\u3164", "U+3164", "después de «Ana»"),
        ("Ana\ufe0f", "U+FE0F", "después de «Ana»"),
        ("\ufeffAna", "U+FEFF", "al comienzo"),
    ],
)
def test_what_nobody_sees_is_refused_and_named(typed, code, where):
    for type in (Name, ItemCode, PrintedName):
        assert (
            str(refusal(type, typed)["ctx"]["error"])
            == f"Hay un carácter invisible ({code}) {where}: bórrelo."
        )


def test_the_bounds_hold_for_what_is_stored():
    assert taken(ItemCode, "A" * 25 + "   ") == "A" * 25
    assert refusal(ItemCode, "A" * 26)["type"] == "string_too_long"
    assert refusal(PrintedName, "A" * 301)["type"] == "string_too_long"
    assert refusal(Name, " \u00a0\t ")["type"] == "string_too_short"
    assert refusal(Name, 5)["type"] == "string_type"


def test_a_text_keeps_its_lines():
    assert taken(Text, "Uno\r\n\tdos\rtres e\u0301") == "Uno\n\tdos\ntres é"
    for sign in ("\x00", "\x07", "\x1b", "\x85"):
        assert "invisible" in str(refusal(Text, f"Dolor{sign}")["ctx"]["error"])


def test_an_email_is_one_line():
    assert taken(Email, " ana@example.com\u00a0") == "ana@example.com"
    assert refusal(Email, "ana@example")["type"] == "string_pattern_mismatch"


def test_a_search_drops_what_nobody_sees():
    assert taken(Search, " pe\u0301rez\u00a0\u200b ana\u202c\n") == "pérez ana"


def test_a_phone_is_stored_as_e164():
    assert taken(Phone, "(02) 234-5678 ext. 12") == "+59322345678;ext=12"
    assert "cifras" in str(refusal(Phone, "llámame")["ctx"]["error"])


@pytest.mark.parametrize("kind", [Day, Moment])
@pytest.mark.parametrize("typed", [0, 1764288000, 1.5, "0", "1764288000", "-1", "1764288000.5"])
def test_a_number_is_no_date(kind, typed):
    assert "2026-11-24" in refusal(kind, typed)["msg"]


def test_true_is_no_id():
    assert taken(Id, "7") == taken(Id, 7) == 7
    assert "entero" in refusal(Id, True)["msg"]
