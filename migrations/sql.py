"""Plain SQL for migrations, in which neither `:name` nor `%` has a meaning of its own."""

from alembic import op


def run(sql):
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(sql)
