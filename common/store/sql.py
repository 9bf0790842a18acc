"""Column lists of statements: SELECT, INSERT and UPDATE are made from one tuple, so none of them forgets a field.

FIELDS = ("name", "active")
f"INSERT INTO citas.rooms ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {ROOM}"
f"UPDATE citas.rooms SET {assignments(FIELDS)} WHERE id = %(id)s"
"""


def only(row, *fields):
    """The values of these columns of a row that holds more."""
    return {field: row[field] for field in fields}


def names(fields, of=None):
    """The list of columns, "a, b"; with `of`, those of that alias: "p.a, p.b"."""
    return ", ".join(f"{of}.{field}" if of else field for field in fields)


def values(fields):
    """The list of named parameters, "%(a)s, %(b)s"."""
    return ", ".join(f"%({field})s" for field in fields)


def assignments(fields):
    """What stands behind SET, "a = %(a)s, b = %(b)s"."""
    return ", ".join(f"{field} = %({field})s" for field in fields)


def any_of(field):
    """One of these ids, "= any_of": as a list that the planner does not look into.

    A prepared statement that is given the list itself is planned anew at each call, since few ids look cheaper than some.
    """
    return f"ANY (ARRAY(SELECT unnest(%({field})s::bigint[])))"
