import base64
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from common.problems import Problem
from common.web.paging import COUNTED_UP_TO, Listing, PageQuery, decode, encode, page_of

URL = "/api/logs/things"


def cursor(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def test_a_cursor_brings_back_what_the_database_reads(db):
    values = [datetime(2026, 11, 24, 10, 0, 0, 123456, tzinfo=UTC), Decimal("45.00"), 7, "Íñigo", True]
    back = decode(encode(values), 5)
    with db.session() as session:
        row = session.one(
            "SELECT %(a)s::timestamptz AS a, %(b)s::numeric AS b, %(c)s::bigint AS c, %(d)s AS d, %(e)s::boolean AS e",
            **dict(zip("abcde", back, strict=True)),
        )
    assert list(row.values()) == values


@pytest.mark.parametrize("first", [None, ""])
def test_the_first_page_has_no_cursor(first):
    assert decode(first, 2) == [None, None]


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        "ñ",
        "====",
        cursor({}),
        cursor(1),
        cursor([]),
        cursor([1]),
        cursor([1, 2, 3]),
        cursor([1, None]),
        cursor([1, [2]]),
        cursor([1, {}]),
        cursor([1, "\x00"]),
        cursor([1, "\ud800"]),
        base64.urlsafe_b64encode(b"[" * 500).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_cursor_of_ones_own_making_is_refused(bad):
    with pytest.raises(Problem, match="cursor"):
        decode(bad, 2)


@pytest.mark.parametrize(
    "bad", ["x", cursor([1, 2]), cursor(["abc"]), cursor([10**30]), cursor([1.5]), cursor([True])]
)
def test_over_http_it_is_the_callers_mistake(client, bearer, bad):
    answer = client.get(URL, query_string={"after": bad}, headers=bearer("things:read"))
    assert answer.status_code in (400, 422)


def test_pages_follow_each_other_until_the_end(client, bearer):
    seen, after = [], ""
    while after is not None:
        answer = client.get(URL, query_string={"limit": 4, "after": after}, headers=bearer("things:read"))
        seen.append([row["id"] for row in answer.json["data"]])
        after = answer.json["next"]
    assert seen == [[1, 2, 3, 4], [5, 6, 7, 8], [9]]


def test_a_last_page_that_is_full_has_no_next():
    assert page_of([{"id": 1}, {"id": 2}], 2, ("id",))["next"] is None


def test_the_total_is_exact_up_to_a_bound():
    assert page_of([], 2, ("id",), COUNTED_UP_TO) == {
        "data": [],
        "next": None,
        "total": 10_000,
        "total_exact": True,
    }
    page = page_of([], 2, ("id",), COUNTED_UP_TO + 1)
    assert (page["total"], page["total_exact"]) == (10_000, False)


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1", "1.5"])
def test_a_page_has_between_1_and_100_rows(client, bearer, limit):
    answer = client.get(f"{URL}?limit={limit}", headers=bearer("things:read"))
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "limit"


LETTERS = "(VALUES (1, 'b'), (2, 'a'), (3, 'b'), (4, 'c')) AS t (id, name)"
SORTS = {"name": ("t.name", "%(after)s::text"), "id": ("t.id", "%(after)s::text::bigint")}


def listing(**more):
    return Listing(
        "t.id, t.name", LETTERS, "(%(but)s IS NULL OR t.name <> %(but)s)", SORTS, id="t.id", **more
    )


class Wanted(PageQuery):
    sort: str = "name"


def walk(db, letters, sort, **matching):
    """The ids of all pages, one row a page."""
    found, wanted = [], Wanted(limit=1, sort=sort)
    while True:
        with db.session() as session:
            page = letters.page(session, wanted, **matching)
        assert all(set(row) == {"id", "name"} for row in page["data"])
        found += [row["id"] for row in page["data"]]
        if page["next"] is None:
            return found
        wanted = Wanted(limit=1, sort=sort, after=page["next"])


@pytest.mark.parametrize("joins", ["", "CROSS JOIN LATERAL (SELECT length(t.name) AS n) AS counted"])
@pytest.mark.parametrize(
    "sort, ids",
    [("name", [2, 1, 3, 4]), ("-name", [4, 3, 1, 2]), ("id", [1, 2, 3, 4]), ("-id", [4, 3, 2, 1])],
)
def test_a_listing_walks_every_row_once_in_each_order(db, joins, sort, ids):
    letters = listing(joins=joins)
    assert walk(db, letters, sort, but=None) == ids
    assert walk(db, letters, sort, but="b") == [id for id in ids if id in (2, 4)]


def test_a_listing_counts_only_when_asked(db):
    with db.session() as session:
        assert "total" not in listing().page(session, Wanted(), but=None)
        pages = [listing().page(session, Wanted(total=True, limit=limit), but="b") for limit in (1, 2, 50)]
    assert [(page["total"], page["total_exact"]) for page in pages] == [(2, True)] * 3


def test_what_all_stands_on_the_first_page_is_not_counted_again(db, monkeypatch):
    monkeypatch.setattr(Listing, "count", lambda *_, **__: 99)
    with db.session() as session:
        whole = listing().page(session, Wanted(total=True, limit=4), but=None)
        first = listing().page(session, Wanted(total=True, limit=3), but=None)
        last = listing().page(session, Wanted(total=True, limit=3, after=first["next"]), but=None)
    assert [page["total"] for page in (whole, first, last)] == [4, 99, 99]


def test_a_listing_without_a_sort_of_the_callers_takes_its_first(db):
    with db.session() as session:
        page = listing().page(session, PageQuery(), but=None)
    assert [row["id"] for row in page["data"]] == [2, 1, 3, 4]
