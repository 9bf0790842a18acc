"""Patterns of what people search for."""

import re

import pytest

from common.store.search import containing, has_words, words


def test_what_is_typed_is_looked_for_anywhere():
    assert containing("maría vélez") == "%maría vélez%"


def test_nothing_typed_is_no_pattern():
    assert containing(None) is containing("") is None
    nothing = dict.fromkeys(("longest", "beginning", "second", "third", "others", "number", "beside"))
    assert words(None) == words(" ") == nothing | {"signs_alone": False}


def test_the_longest_word_is_looked_for_first():
    longest = "%maría\\_\\\\%"
    typed = words(" 5% maría_\\ ")
    assert typed == words(None) | {"longest": longest, "beginning": longest, "others": ["%5\\%%"]}


def test_three_words_are_held_against_one_another_by_the_index(plan):
    """A name alone is in every twentieth row of a large clinic: that all of them are read to find three words is no search."""
    said = plan("maria velez 155 a")
    (condition,) = re.findall("Index Cond: .*", said)
    assert all(f"'%{word}%'" in condition for word in ("velez", "maria", "155"))
    assert words("ana mora luz sol eva")["others"] == ["%sol%", "%eva%"]


@pytest.mark.parametrize(
    "typed, found",
    [
        ("vélez mar", True),
        ("VELEZ", True),
        ("velez jorge", False),
        (None, True),
        ("ve", True),
        ("M", True),
        ("ez", False),
        ("m v", True),
    ],
)
def test_every_word_counts_in_any_order(db, typed, found):
    with db.session() as session:
        assert session.value("SELECT " + has_words("'maria velez'"), **words(typed)) is found


@pytest.fixture
def plan(db):
    """How PostgreSQL would search a column with an index for what was typed: `plan("zx")`."""
    with db.session() as session:
        session.run("CREATE TEMPORARY TABLE written (line text)")
        session.run("CREATE INDEX ON written USING gin (line public.gin_trgm_ops)")
        session.run("INSERT INTO written SELECT 'maria velez ' || n FROM generate_series(1, 200) AS n")
        session.run("ANALYZE written")
        session.run("SET enable_seqscan = off")

        def look(typed):
            said = session.all(
                "EXPLAIN (ANALYZE, TIMING off) SELECT FROM written WHERE " + has_words("line"), **words(typed)
            )
            return "\n".join(line for row in said for line in row.values())

        yield look
        session.run("DROP TABLE written")
        session.run("RESET enable_seqscan")


@pytest.mark.parametrize("typed", ["%", "--", "_", "%_%%", "-- %", "¿?", "/ - /"])
def test_signs_alone_find_nothing_and_read_nothing(plan, typed):
    assert "One-Time Filter: false" in plan(typed)


@pytest.mark.parametrize("typed", ["---------- 77", "-a", "a-", "a-b", "%%%%% ve", "77 --"])
def test_beside_signs_a_letter_or_two_still_read_no_whole_table(plan, typed):
    said = plan(typed)
    assert "Index Cond" in said and "Index Scan" in said
    assert max(
        int(rows) for rows in re.findall(r"Bitmap Index Scan.*?rows=([0-9]+)[^)]*loops", said)
    ) < 200 or ("ve" in typed)


def test_two_letters_are_found_at_the_beginning_of_a_word_by_the_index(db):
    with db.session() as session:
        session.run("CREATE TEMPORARY TABLE written (line text)")
        session.run("CREATE INDEX ON written USING gin (line public.gin_trgm_ops)")
        session.run("SET enable_seqscan = off")
        plan = session.all("EXPLAIN SELECT FROM written WHERE " + has_words("line"), **words("zx"))
        session.run("DROP TABLE written")
        session.run("RESET enable_seqscan")
    assert any("Index Cond: (line ~~ '% zx%'" in line for row in plan for line in row.values())


@pytest.mark.parametrize("sign", ["%", "_", "\\", "\uff05", "\uff3f", "\uff3c"])
def test_a_sign_stands_for_itself_even_if_it_is_a_wildcard_once_it_is_plain(db, sign):
    matches = "SELECT public.plain(%(text)s) LIKE public.plain(%(pattern)s)"
    with db.session() as session:
        assert session.value(matches, text=f"5{sign}", pattern=containing(f"5{sign}"))
        assert not session.value(matches, text="50 mg", pattern=containing(f"5{sign}"))


PATIENT = "'maria velez 1714307103 +593991234567 +59322345678;ext=12'"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("171430710-3", True),
        ("17 1430 7103 velez", True),
        ("1714307103", True),
        ("099 123 4567", True),
        ("0991234567", True),
        ("+593991234567", True),
        ("+593 99 123 4567", True),
        ("+593 (0)99 123-4567", True),
        ("00593991234567", True),
        ("(099) 123-4567 maria", True),
        ("maría 099.123.4567 vélez", True),
        ("0991", True),
        ("(02) 234-5678", True),
        ("02 234 5678 ext. 12", True),
        ("0991234568", False),
        ("099 123 4567 jorge", False),
        ("171430710-4", False),
    ],
)
def test_a_number_is_found_as_it_is_printed(db, typed, found):
    with db.session() as session:
        assert session.value("SELECT " + has_words(PATIENT), **words(typed)) is found


@pytest.mark.parametrize(
    "typed", ["27 30 aguja", "aguja 27-30", "0991234567", "099 123 4567", "+593991234567"]
)
def test_what_is_stored_otherwise_is_found_too(db, typed):
    text = "'aguja 27-30 de 27g x 30 mm'" if "aguja" in typed else "'luis 0991234567'"
    with db.session() as session:
        assert session.value("SELECT " + has_words(text), **words(typed)) is True
