"""Every SQL statement of this service, by noun. Each function is one statement; none commits."""

import re

from common.paging import decode


def containing(text):
    """The LIKE pattern of what contains `text`, whose own % and _ mean nothing. None stays None."""
    return None if text is None else "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def after(cursor):
    """The sort key and the id where the last page ended, as text: PostgreSQL reads them by their column's type."""
    return [value if value is None else str(value) for value in decode(cursor, 2)]
