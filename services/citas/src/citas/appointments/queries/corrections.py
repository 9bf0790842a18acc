"""Corrections of an appointment's status: what it was, what it is, why, and by whom. Append-only."""

from common.store.sql import names, values

FIELDS = ("appointment_id", "from_status", "to_status", "reason", "corrected_by_id", "corrected_by_name")


def of_appointment(db, appointment_id):
    return db.all(
        """
        SELECT id, from_status, to_status, reason,
               json_build_object('id', corrected_by_id, 'name', corrected_by_name) AS corrected_by, created_at
          FROM citas.appointment_corrections
         WHERE appointment_id = %(appointment_id)s
         ORDER BY id
         LIMIT 100
        """,
        appointment_id=appointment_id,
    )


def insert(tx, **row):
    """`row` holds FIELDS."""
    tx.run(f"INSERT INTO citas.appointment_corrections ({names(FIELDS)}) VALUES ({values(FIELDS)})", **row)
