"""Keyset pages: as fast at the last page as at the first, and no row skipped or seen twice."""

import base64
import binascii
import json

from pydantic import Field
from pydantic_core import to_jsonable_python

from common.problems import Problem
from common.web.schema import Input

COUNTED_UP_TO = 10_000


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
        raise Problem("El cursor de página no es válido. Vuelva a la primera página.")
    return [str(value) for value in values]
