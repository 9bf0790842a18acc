from contextlib import closing

import psycopg2
import pytest


def ask(url, sql, **params):
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def url(new_database):
    """An empty database."""
    return new_database()
