"""Phones that citas and facturacion remember of patients, in the form in which 0016 gave them to their owners (E.164).

What was issued keeps the words that it was issued with; it is found by either form. What is no number of Ecuador stays
as it was typed.
"""

from migrations.sql import run

revision = "0037"
down_revision = "0036"

UP = """
ALTER TABLE {table} DISABLE TRIGGER USER;
UPDATE {table} AS old
   SET {phone} = '+593' || substr(digits, 2)
  FROM (SELECT id, regexp_replace({phone}, '[^0-9+]', '', 'g') AS digits FROM {table} WHERE {which}) AS written
 WHERE old.id = written.id AND digits ~ '^0([2-7][0-9]{7}|9[0-9]{8})$';
ALTER TABLE {table} ENABLE TRIGGER USER;
"""


def upgrade():
    for table, phone, which in (
        ("citas.appointments", "patient_phone", "true"),
        ("facturacion.invoices", "buyer_phone", "status = 'DRAFT'"),
    ):
        run(UP.replace("{table}", table).replace("{phone}", phone).replace("{which}", which))


def downgrade():
    """Both forms were always allowed: nothing is taken back."""
