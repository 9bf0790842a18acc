"""The template database of a server: migrated once, and copied by every process that tests there."""

import hashlib
import os
import secrets
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from common.suite import SERVICES
from migrations.migrate import migrate, set_passwords

ROOT = Path(__file__).parents[1]
# What the database is made from.
SOURCES = ("migrations/*.py", "migrations/versions/*", "common/suite.py", "tests/template.py")
PREFIX = "template_of_tests_"
# Any number: roles belong to the whole server, and so does this lock, taken in its maintenance database.
ADVISORY_LOCK = 1
# Roles belong to the whole server: runs side by side on one server must agree on it.
PASSWORD = "only-for-tests"


def copy(server):
    """Make a copy of the template on the server of this superuser's URL, the template first if need be; its URL."""
    for service in SERVICES:
        os.environ[f"DB_PASSWORD_{service.upper()}"] = PASSWORD
    with administering(server) as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", (ADVISORY_LOCK,))
        return create(server, _template(cursor, server))


def create(server, template="template0"):
    """Make a database with a name of its own; its URL."""
    name = f"test_{secrets.token_hex(6)}"
    with administering(server) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return _of(server, name)


def drop(server, urls):
    """Drop the databases of these URLs, whoever is still there."""
    with administering(server) as cursor:
        for url in urls:
            cursor.execute(f"DROP DATABASE {urlsplit(url).path.strip('/')} WITH (FORCE)")


@contextmanager
def administering(server):
    """A cursor in the server's maintenance database, where each statement commits by itself."""
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def name():
    """The template's name, another one for every state of what it is made from."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def _template(cursor, server):
    """The template's name, once it is there; those of other migrations are dropped."""
    wanted, unfinished = name(), f"{PREFIX}unfinished"
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (PREFIX,))
    there = [found for (found,) in cursor.fetchall()]
    if wanted in there:
        return wanted
    for other in there:
        cursor.execute(f"DROP DATABASE {other} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {unfinished} TEMPLATE template0")
    migrate(_of(server, unfinished))
    set_passwords(_of(server, unfinished))
    with administering(_of(server, unfinished)) as tests:
        # What tests book is in January 2099, where no clock ever comes. The rules stay of their first version.
        tests.execute("SET session_replication_role = replica")
        tests.execute("UPDATE citas.booking_rules SET horizon_months = 1200")
    cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {wanted}")
    return wanted


def _of(server, database):
    return urlsplit(server)._replace(path=f"/{database}").geturl()
