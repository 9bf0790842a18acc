"""PostgreSQL access: one pool per app, one connection per block, statements as plain SQL."""

import itertools
import re
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import psycopg2
from flask import current_app
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from psycopg2.extras import Json
from pydantic_core import to_json

from common.store.pool import Pool

PARAMETER = re.compile(r"%\((\w+)\)s")
# One statement that is planned, and none whose optional filters the planner folds away: it must see their values.
PREPARABLE = re.compile(
    r"(?is)\s*(select|insert|update|delete|with)\b(?!.*(%\(\w+\)s(::[\w\[\]]+)? is (not )?null|;))"
)
# The types that psycopg2's literals have of themselves. The others PostgreSQL infers, as it does of a literal in quotes.
TYPES = {
    bool: "boolean", Decimal: "numeric", float: "numeric", date: "date", datetime: "timestamptz",
    str: "unknown", type(None): "unknown", Json: "unknown",
}  # fmt: skip


class Prepared:
    """A prepared statement: each connection parses and plans it once. For statements whose planning dominates.

    `types` names its parameters with PostgreSQL's types: `Prepared("SELECT … WHERE id = %(id)s", id="bigint")`. To be
    made once, when a module is loaded.
    """

    numbers = itertools.count(1)

    def __init__(self, sql, **types):
        self.name = f"statement_{next(self.numbers)}"
        placed = sql % {name: f"${n}" for n, name in enumerate(types, 1)}
        declared = f" ({', '.join(types.values())})" if types else ""
        given = f" ({', '.join(f'%({name})s' for name in types)})" if types else ""
        self.preparation = f"PREPARE {self.name}{declared} AS {placed}"
        self.execution = f"EXECUTE {self.name}{given}"


@lru_cache(1000)
def prepared(sql, types):
    """The statement of this text for parameters of these types, or None where it is no statement to prepare."""
    return Prepared(sql, **dict(types)) if PREPARABLE.match(sql) else None


@lru_cache(1000)
def parameters(sql):
    """The names of a statement's parameters, each once."""
    return tuple(dict.fromkeys(PARAMETER.findall(sql)))


def types_of(sql, params):
    """(name, PostgreSQL's type) of each parameter that the statement names; None where one is of another kind."""
    types = []
    for name in parameters(sql):
        type = type_of(params.get(name))
        if type is None:
            return None
        types.append((name, type))
    return tuple(types)


def type_of(value):
    kind = value.__class__
    if kind is int:
        return "integer" if -(2**31) <= value < 2**31 else "bigint"
    if kind is datetime and value.tzinfo is None:
        return "timestamp"
    if kind is list and not value:
        return "unknown"
    if kind is list and all(member.__class__ is value[0].__class__ for member in value):
        if value[0].__class__ is str:
            return "text[]"
        return "bigint[]" if value[0].__class__ is int else None
    return TYPES.get(kind)


class Session:
    """A borrowed connection and the things to do with it. Statements are text or Prepared.

    In a transaction, whose statements touch few rows by their keys, each text is prepared when the connection meets it
    for the second time: planning it anew would cost more than running it. Other reads are prepared where they are
    Prepared, for a plan that is made once knows neither a range nor an optional filter.
    """

    # Tests set it: a parameter that the statement does not name is a value that would be lost without a word.
    strict = False

    def __init__(self, connection, repeats=False, reader=None):
        self.connection, self.repeats = connection, repeats
        # Who asks, for the policies of the tables. It goes with each statement and ends with it: none is left on the connection.
        self.said = self._say(reader)
        # What goes to the server together with the next statement: a round trip costs as much as a small statement.
        self.waiting, self.opening = [], []
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

    def later(self, sql, **params):
        """Run in this transaction, by its end: for what is written and tells nothing back."""
        if not self.repeats:
            self.run(sql, **params)
            return
        with self.connection.cursor() as cursor:
            self.waiting.append(cursor.mogrify(self._ready(cursor, sql, params), params))

    def run_unsynced(self, sql, **params):
        """Like `run`, outside a transaction, without waiting for the disk: a crash of the server may lose it."""
        with self.connection.cursor() as cursor:
            # Sent together, the two are one transaction, and the setting ends with it.
            cursor.execute(f"SET LOCAL synchronous_commit = off; {self._ready(cursor, sql, params)}", params)
            return cursor.rowcount

    def begin(self):
        self.opening = [b"BEGIN", *self.said]
        self.waiting, self.said = [*self.opening], []

    def act_as(self, reader):
        """The rest of this transaction is read as `reader` would, "7/Médico": for who acts in a person's name."""
        self.said = self._say(reader)

    def commit(self):
        if self.waiting != self.opening:  # else nothing was done
            with self.connection.cursor() as cursor:
                self._execute(cursor, "COMMIT", None)

    def rollback(self):
        if self.connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
            with self.connection.cursor() as cursor:
                cursor.execute("ROLLBACK")

    def _say(self, reader):
        if reader is None:
            return []
        with self.connection.cursor() as cursor:
            return [cursor.mogrify("SET LOCAL omni.reader = %s", (reader,))]

    def _execute(self, cursor, sql, params):
        sql = self._ready(cursor, sql, params)
        if self.waiting or self.said:
            waited, self.waiting = [*self.waiting, *self.said], []
            cursor.execute(b"; ".join([*waited, cursor.mogrify(sql, params)]))
        else:
            cursor.execute(sql, params)

    def _ready(self, cursor, sql, params):
        """The text to execute: a statement to be prepared is prepared here on a connection that has not."""
        if params is None:
            return sql
        if self.strict:
            must_be_named(params, sql.execution if isinstance(sql, Prepared) else sql)
        if isinstance(sql, Prepared):
            if sql not in self.connection.prepared:
                cursor.execute(sql.preparation)
                self.connection.prepared.add(sql)
            return sql.execution
        types = types_of(sql, params) if self.repeats else None
        statement = None if types is None else prepared(sql, types)
        if statement and (statement in self.connection.prepared or self._prepare(cursor, statement)):
            return statement.execution
        return sql

    def _prepare(self, cursor, statement):
        """Prepare what this connection met before; is it prepared now?"""
        met = self.connection.met.get(statement)
        self.connection.met[statement] = met or "once"
        if met != "once":
            return False
        begun = self.connection.info.transaction_status != TRANSACTION_STATUS_IDLE
        if begun:
            cursor.execute("SAVEPOINT preparing")
        try:
            cursor.execute(statement.preparation)
        except psycopg2.ProgrammingError:
            # A type that cannot be inferred, in most cases; what is wrong otherwise is said when it is executed.
            self.connection.met[statement] = "refused"
            return False
        finally:
            if begun:
                cursor.execute("ROLLBACK TO preparing; RELEASE preparing")  # a preparation outlives it
        self.connection.prepared.add(statement)
        return True


def must_be_named(params, sql):
    """Raise TypeError for parameters that the statement does not name."""
    lost = set(params) - set(PARAMETER.findall(sql))
    if lost:
        raise TypeError(f"the statement names no {', '.join(sorted(lost))}: {' '.join(sql.split())[:200]}")


def no_reader():
    """Of a service whose tables have no policies."""


class Database:
    """The pool and its two kinds of blocks. `schema` is the service that owns it.

    `reader`, where a service has tables with policies, answers who asks: it is called for each block (`common.web.auth.reader`).
    Without `durable` a commit waits for no disk: a crash of the server may take back the last of them, whole and in order.
    """

    def __init__(self, dsn, schema, minimum=2, maximum=8, durable=True):
        self.dsn, self.schema, self.reader = dsn, schema, no_reader
        self.pool = Pool(dsn, schema, maximum, durable=durable)
        self.pool.warm(minimum)

    @contextmanager
    def session(self):
        """For reads: each statement stands alone (autocommit: one round trip, not three)."""
        with self.pool.connection() as connection:
            yield Session(connection, reader=self.reader())

    @contextmanager
    def transaction(self):
        """For writes: the block commits whole or not at all, then runs what it left in `after_commit`."""
        with self.pool.connection() as connection:
            tx = Session(connection, repeats=True, reader=self.reader())
            tx.begin()
            try:
                yield tx
                tx.commit()
            except BaseException:
                if not connection.closed:
                    tx.rollback()
                raise
        for act in tx.after_commit:
            act()


def get_db() -> Database:
    """The database of the app that answers this request."""
    return current_app.extensions["db"]


def json(value):
    """A value for a jsonb parameter; decimals and times become text, as in every answer."""
    return Json(value, dumps=lambda v: to_json(v).decode())
