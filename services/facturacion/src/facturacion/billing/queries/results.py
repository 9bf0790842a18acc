"""The ledger of results: what was done in each visit, and which lots it used. What invoices bring, triggers enter."""

from common.store.db import json
from common.store.sql import names

MATERIAL = (
    "kind", "reference_id", "product_id", "product_name", "unit", "lot_id", "lot_number", "expiry_date", "quantity",
    "unit_cost", "cost",
)  # fmt: skip
WHOSE = ("appointment_id", "completion", "day", "doctor_id", "doctor_name")


def insert_visits(tx, appointment_id, completion, day, doctor, treatments):
    """`treatments` hold reference_id, name, minutes and sessions."""
    tx.later(
        """
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, minutes,
                sessions)
        SELECT %(day)s, 'VISIT', %(completion)s, 'TREATMENT', reference_id, max(name), %(doctor_id)s,
               %(doctor_name)s, %(appointment_id)s, sum(minutes), sum(sessions)
          FROM jsonb_populate_recordset(NULL::facturacion.result_entries, %(treatments)s)
         GROUP BY reference_id
        """,
        appointment_id=appointment_id,
        completion=completion,
        day=day,
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        treatments=json(treatments),
    )


def undo_visits(tx, appointment_id, completion):
    """Take back what that completion entered. To be called once for each."""
    tx.run(
        """
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, minutes,
                sessions)
        SELECT day, 'REOPENING', source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, -minutes,
               -sessions
          FROM facturacion.result_entries
         WHERE source = 'VISIT' AND appointment_id = %(appointment_id)s AND source_id = %(completion)s
        """,
        appointment_id=appointment_id,
        completion=completion,
    )


def insert_materials(tx, whose, materials):
    """`whose` holds WHOSE, and each of `materials` holds MATERIAL."""
    tx.later(
        f"""
        INSERT INTO facturacion.appointment_materials ({names(WHOSE)}, {names(MATERIAL)})
        SELECT %(appointment_id)s, %(completion)s, %(day)s, %(doctor_id)s, %(doctor_name)s, {names(MATERIAL)}
          FROM jsonb_populate_recordset(NULL::facturacion.appointment_materials, %(materials)s)
        """,
        materials=json(materials),
        **whose,
    )


def materials_of(db, appointment_id, completion):
    """What is left in the ledger of that completion's materials, by lot; nothing once they came back."""
    columns = [name for name in (*WHOSE, *MATERIAL) if name not in ("quantity", "cost")]
    return db.all(
        f"""
        SELECT {names(columns)}, sum(quantity) AS quantity, sum(cost) AS cost
          FROM facturacion.appointment_materials
         WHERE appointment_id = %(appointment_id)s AND completion = %(completion)s
         GROUP BY {names(columns)}
        HAVING sum(cost) <> 0 OR sum(quantity) <> 0
         ORDER BY min(id)
        """,
        appointment_id=appointment_id,
        completion=completion,
    )
