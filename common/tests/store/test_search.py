"""Patterns of what people search for."""

import pytest

from common.store.search import containing, has_words, words


def test_what_is_typed_is_looked_for_anywhere():
    assert containing("maría vélez") == "%maría vélez%"


def test_nothing_typed_is_no_pattern():
    assert containing(None) is containing("") is None
    assert words(None) == words(" ") == {"longest": None, "others": None}


def test_the_longest_word_is_looked_for_first():
    assert words(" 5% maría_\\ ") == {"longest": "%maría\\_\\\\%", "others": ["%5\\%%"]}


@pytest.mark.parametrize(
    "typed, found", [("vélez mar", True), ("VELEZ", True), ("velez jorge", False), (None, True)]
)
def test_every_word_counts_in_any_order(db, typed, found):
    with db.session() as session:
        assert session.value("SELECT " + has_words("'maria velez'"), **words(typed)) is found


@pytest.mark.parametrize("sign", ["%", "_", "\\", "\uff05", "\uff3f", "\uff3c"])
def test_a_sign_stands_for_itself_even_if_it_is_a_wildcard_once_it_is_plain(db, sign):
    matches = "SELECT public.plain(%(text)s) LIKE public.plain(%(pattern)s)"
    with db.session() as session:
        assert session.value(matches, text=f"5{sign}", pattern=containing(f"5{sign}"))
        assert not session.value(matches, text="50 mg", pattern=containing(f"5{sign}"))
