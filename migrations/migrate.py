"""Bring the database of DATABASE_URL (its owner's URL) to the newest schema, and set the services' passwords.

`python -m migrations.migrate [revision|base]`. One transaction: it happens whole or not at all. However many start at
once, an advisory lock lets one work while the others wait and then find nothing to do.
"""

import logging
import sys
from pathlib import Path

import psycopg2
from alembic import command
from alembic.config import Config
from psycopg2 import sql
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from common.config import read
from common.suite import SERVICES
from migrations.definers import secure

log = logging.getLogger("migrate")
ADVISORY_LOCK = 6_318_231
LOCK_TIMEOUT, STATEMENT_TIMEOUT = "30s", "10min"


def config(connection):
    config = Config(Path(__file__).with_name("alembic.ini"))
    config.attributes["connection"] = connection
    return config


def engine_for(url):
    """psycopg2 by name: SQLAlchemy 2.1 would otherwise look for psycopg 3."""
    return create_engine("postgresql+psycopg2://", creator=lambda: psycopg2.connect(url), poolclass=NullPool)


def migrate(url, target="head"):
    """Upgrade to `target`, or downgrade to it if it is "base" or starts with "-"."""
    with engine_for(url).begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))
        down = target == "base" or target.startswith("-")
        (command.downgrade if down else command.upgrade)(config(connection), target)
        secure(connection)


def set_passwords(url):
    """Give each service's role the password of DB_PASSWORD_<SERVICE>(_FILE), where there is one."""
    with engine_for(url).begin() as connection, connection.connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (ADVISORY_LOCK,))
        for service in SERVICES:
            password = read(f"DB_PASSWORD_{service.upper()}")
            if password:
                role = sql.Identifier(f"omni_{service}")
                cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD %s").format(role), (password,))


def main():
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    url = read("DATABASE_URL") or sys.exit("DATABASE_URL is not set")
    migrate(url, *sys.argv[1:2])
    if sys.argv[1:2] != ["base"]:
        set_passwords(url)
    log.info("migrations done")


if __name__ == "__main__":
    main()
