"""Writing many rows at once."""

from psycopg2.extras import execute_values

PAGE = 500


def take_ids(cursor, table, count):
    """`count` fresh ids of a table, in ascending order: rows written later may name them before."""
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", (table, count)
    )
    return sorted(id for (id,) in cursor.fetchall())


def insert(cursor, table, columns, rows, template=None):
    """Insert the rows in their order; a column `id` holds ids that were taken before."""
    sql = f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE VALUES %s"
    execute_values(cursor, sql, rows, template, page_size=PAGE)


def update(cursor, table, columns, rows):
    """Set `columns` (the first names the row) of each row."""
    names = columns.split(", ")
    sets = ", ".join(f"{name} = new.{name}" for name in names[1:])
    sql = (
        f"UPDATE {table} t SET {sets} FROM (VALUES %s) AS new ({columns}) WHERE t.{names[0]} = new.{names[0]}"
    )
    execute_values(cursor, sql, rows, page_size=PAGE)
