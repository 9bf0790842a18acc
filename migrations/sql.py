"""Plain SQL for migrations, in which neither `:name` nor `%` has a meaning of its own."""

import re

from alembic import op


def run(sql):
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(sql)


def function_of(script, name):
    """The function as an earlier `script` made it, to be put back."""
    made = re.search(
        rf"CREATE (?:OR REPLACE )?FUNCTION ({re.escape(name)}\(.*?\nEND \$\$;)", script.read_text(), re.DOTALL
    )
    return f"CREATE OR REPLACE FUNCTION {made[1]}"
