"""Keyset pagination: as fast at the last page as at the first, and no row skipped or seen twice."""

import base64
import binascii
import json
from typing import Generic, TypeVar

from pydantic import BaseModel, Field
from pydantic_core import to_jsonable_python

from common.problems import Problem
from common.web.schema import Input

COUNTED_UP_TO = 10_000


NO_CURSOR = "El cursor de página no es válido. Vuelva a la primera página."


class PageQuery(Input):
    """The query parameters of every list; a service's filter inherits from it."""

    limit: int = Field(50, ge=1, le=100)
    # The pattern is for the documentation: what is no cursor is told so by `decode`.
    after: str | None = Field(
        None,
        max_length=1000,
        json_schema_extra={"pattern": "^[A-Za-z0-9_=-]*$"},
        description="El `next` anterior",
    )
    total: bool = False


Row = TypeVar("Row")


class Page(BaseModel, Generic[Row]):
    """What a list answers: `class RoomPage(Page[Room])`."""

    data: list[Row]
    next: str | None = Field(description="Cursor de la página siguiente (`after`), o null en la última")
    total: int | None = Field(None, description="Solo si se pidió con total=true")
    total_exact: bool | None = Field(None, description="Falso si hay más de los que se cuentan")


class Listing:
    """A list by keyset pages: the columns of its rows, where they come from, which match, in which orders they may come.

    `matches` is the WHERE, by named parameters; `sorts` maps a sort to the expression of a row and to the same expression
    of the cursor, `%(after)s`, as `keyset` takes them. `joins` are worked out for the rows of the page alone, after it
    was cut; with them, `columns` name the page's row by the alias that `source` gives it.

        ROOMS = Listing(ROOM, "citas.rooms", "(%(active)s IS NULL OR active = %(active)s)",
                        {"name": ("name", "%(after)s::text")})
        ROOMS.page(db, wanted, active=wanted.active)
    """

    def __init__(self, columns, source, matches, sorts, id="id", joins=""):
        self.columns, self.source, self.matches, self.sorts = columns, source, matches, sorts
        self.id, self.joins = id, joins

    def page(self, db, wanted, worked_out=None, **matching):
        """The page that `wanted`, a PageQuery, asks for: rows, next cursor and, if asked for, how many match.

        Without `wanted.sort` the first of the sorts holds. `worked_out` are the parameters that only `joins` name: what
        is merely counted has none of it.
        """
        sort = getattr(wanted, "sort", None) or next(iter(self.sorts))
        after, after_id = decode(wanted.after, 2)
        cursor = {"after": after, "after_id": after_id, "limit": wanted.limit}
        rows = db.all(self.select(sort), **matching, **(worked_out or {}), **cursor)
        count = None
        if wanted.total:
            # What all stands on this page is counted by it: a search is not done twice.
            whole = not wanted.after and len(rows) <= wanted.limit
            count = len(rows) if whole else self.count(db, **matching)
        page = page_of(rows, wanted.limit, ("sort_key", "sort_id"), count)
        for row in page["data"]:
            del row["sort_key"], row["sort_id"]
        return page

    def select(self, sort):
        """The statement of one page in this order."""
        key, _ = self.sorts[sort.removeprefix("-")]
        beyond, order = keyset(self.sorts, sort, self.id)
        cut = f"""
          FROM {self.source}
         WHERE {self.matches}
           AND {beyond}
         ORDER BY {order}
         LIMIT %(limit)s + 1"""
        if not self.joins:
            return f"SELECT {self.columns}, {key} AS sort_key, {self.id} AS sort_id {cut}"
        way = "DESC" if sort.startswith("-") else "ASC"
        return f"""
        SELECT {self.columns}, page.sort_key, page.sort_id
          FROM (SELECT {self.id} AS sort_id, {key} AS sort_key {cut}) AS page
          JOIN {self.source} ON {self.id} = page.sort_id {self.joins}
         ORDER BY page.sort_key {way}, page.sort_id {way}"""

    def count(self, db, **matching):
        """How many rows match, counted no further than COUNTED_UP_TO + 1."""
        return db.value(
            f"SELECT count(*) FROM (SELECT FROM {self.source} WHERE {self.matches} LIMIT {COUNTED_UP_TO} + 1) AS counted",
            **matching,
        )


def page_of(rows, limit, key, count=None):
    """`rows` holds up to `limit + 1` rows; the extra one only says that there is a next page.

    `key` names the columns of the ORDER BY, whose values in the last row become the cursor. `count` is the number
    of matching rows, counted up to COUNTED_UP_TO + 1, where the caller asked for it.
    """
    page = rows[:limit]
    more = len(rows) > limit
    result = {"data": page, "next": encode([page[-1][name] for name in key]) if more else None}
    if count is not None:
        result |= {"total": min(count, COUNTED_UP_TO), "total_exact": count <= COUNTED_UP_TO}
    return result


def keyset(columns, sort, id="id"):
    """The condition and the ORDER BY of a page sorted by `sort`, where `-` means descending.

    `columns` maps a sort to the expression of a row and to the same expression of the cursor, `%(after)s`; `%(after_id)s`
    is the last row's id. A cursor is what a caller sent: as text first, so that a value of the wrong kind is bad data
    and not a missing operator.
    """
    here, there = columns[sort.removeprefix("-")]
    way, direction = ("<", "DESC") if sort.startswith("-") else (">", "ASC")
    return (
        f"(%(after_id)s IS NULL OR ({here}, {id}) {way} ({there}, %(after_id)s::text::bigint))",
        f"{here} {direction}, {id} {direction}",
    )


def encode(values):
    return base64.urlsafe_b64encode(json.dumps(to_jsonable_python(values)).encode()).decode()


def decode(cursor, length):
    """The ORDER BY values a cursor stands for, as text, which PostgreSQL reads as the column's type or refuses.

    All None for the first page.
    """
    if not cursor:
        return [None] * length
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        json.dumps(values, ensure_ascii=False).encode()  # a lone surrogate is no text for PostgreSQL
    except (ValueError, binascii.Error, RecursionError):
        values = None
    scalars = isinstance(values, list) and all(isinstance(v, (str, int, float)) for v in values)
    if not scalars or len(values) != length or any(isinstance(v, str) and "\x00" in v for v in values):
        raise Problem(NO_CURSOR)
    return [str(value) for value in values]
