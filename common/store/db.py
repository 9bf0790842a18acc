"""PostgreSQL access: one pool per app, one connection per block, statements as plain SQL."""

import itertools
import re
from contextlib import contextmanager

from flask import current_app
from psycopg2.extras import Json
from pydantic_core import to_json

from common.store.pool import Pool

PARAMETER = re.compile(r"%\((\w+)\)s")


class Prepared:
    """A prepared statement: each connection parses and plans it once. For statements whose planning dominates.

    `types` names its parameters with PostgreSQL's types: `Prepared("SELECT … WHERE id = %(id)s", id="bigint")`. To be
    made once, when a module is loaded.
    """

    numbers = itertools.count(1)

    def __init__(self, sql, **types):
        self.name = f"statement_{next(self.numbers)}"
        placed = sql % {name: f"${n}" for n, name in enumerate(types, 1)}
        self.preparation = f"PREPARE {self.name} ({', '.join(types.values())}) AS {placed}"
        self.execution = f"EXECUTE {self.name} ({', '.join(f'%({name})s' for name in types)})"


class Session:
    """A borrowed connection and the things to do with it. Statements are text or Prepared."""

    # Tests set it: a parameter that the statement does not name is a value that would be lost without a word.
    strict = False

    def __init__(self, connection):
        self.connection = connection
        self.after_commit = []

    def all(self, sql, **params):
        """Every row, as dicts."""
        with self.connection.cursor() as cursor:
            self._execute(cursor, sql, params)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, sql, **params):
        """The first row, or None."""
        return next(iter(self.all(sql, **params)), None)

    def value(self, sql, **params):
        """The first column of the first row, or None."""
        with self.connection.cursor() as cursor:
            self._execute(cursor, sql, params)
            row = cursor.fetchone()
            return row[0] if row else None

    def run(self, sql, **params):
        """How many rows the statement touched."""
        with self.connection.cursor() as cursor:
            self._execute(cursor, sql, params)
            return cursor.rowcount

    def run_unsynced(self, sql, **params):
        """Like `run`, outside a transaction, without waiting for the disk: a crash of the server may lose it."""
        with self.connection.cursor() as cursor:
            # Sent together, the two are one transaction, and the setting ends with it.
            cursor.execute(f"SET LOCAL synchronous_commit = off; {self._ready(cursor, sql, params)}", params)
            return cursor.rowcount

    def _execute(self, cursor, sql, params):
        cursor.execute(self._ready(cursor, sql, params), params)

    def _ready(self, cursor, sql, params):
        """The text to execute: a prepared statement is prepared here on a connection that sees it first."""
        if isinstance(sql, Prepared):
            if sql not in self.connection.prepared:
                cursor.execute(sql.preparation)
                self.connection.prepared.add(sql)
            sql = sql.execution
        if self.strict:
            must_be_named(params, sql)
        return sql


def must_be_named(params, sql):
    """Raise TypeError for parameters that the statement does not name."""
    lost = set(params) - set(PARAMETER.findall(sql))
    if lost:
        raise TypeError(f"the statement names no {', '.join(sorted(lost))}: {' '.join(sql.split())[:200]}")


class Database:
    """The pool and its two kinds of blocks. `schema` is the service that owns it."""

    def __init__(self, dsn, schema, minimum=2, maximum=8):
        self.dsn, self.schema = dsn, schema
        self.pool = Pool(dsn, schema, maximum)
        self.pool.warm(minimum)

    @contextmanager
    def session(self):
        """For reads: each statement stands alone (autocommit: one round trip, not three)."""
        with self.pool.connection() as connection:
            yield Session(connection)

    @contextmanager
    def transaction(self):
        """For writes: the block commits whole or not at all, then runs what it left in `after_commit`."""
        with self.pool.connection() as connection:
            connection.autocommit = False
            tx = Session(connection)
            try:
                yield tx
                connection.commit()
            except BaseException:
                if not connection.closed:
                    connection.rollback()
                raise
        for act in tx.after_commit:
            act()


def get_db() -> Database:
    """The database of the app that answers this request."""
    return current_app.extensions["db"]


def json(value):
    """A value for a jsonb parameter; decimals and times become text, as in every answer."""
    return Json(value, dumps=lambda v: to_json(v).decode())
