"""Plain SQL in migrations, with neither `:name` nor `%` having a meaning of its own."""

from alembic import op


def run(sql):
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(sql)
