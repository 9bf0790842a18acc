"""What a prescription is as a paper, and every statement on what it prescribes and on favourites; none commits."""

from common.store.db import json
from common.store.sql import names, only, values
from historia_clinica.papers.paper import Paper
from historia_clinica.patients.queries import WITHDREW

ITEM = (
    "medicine_id",
    "dci",
    "concentration",
    "form",
    "dose",
    "route",
    "frequency",
    "days",
    "quantity",
    "instructions",
    "allergy",
    "allergy_answer",
)
ITEMS = f"""(SELECT jsonb_agg(jsonb_build_object({', '.join(f"'{name}', i.{name}" for name in ITEM)})
                                 ORDER BY i.position)
                  FROM historia_clinica.prescription_items i
                 WHERE i.prescription_id = p.id)"""
SIGNATURE = (
    "(SELECT d.signature FROM historia_clinica.prescription_documents d WHERE d.prescription_id = p.id)"
)
PRESCRIPTION = Paper(
    name="prescription",
    issuer="prescriber",
    fields=("note_id", "general", "warning", "valid_until"),
    columns=f"{ITEMS} AS items, {SIGNATURE} AS signature",
    act="recetar",
    the="la receta",
    one="una receta",
    all="las recetas",
    file="receta",
    missing="Esa receta no existe.",
    annulled="La receta está anulada.",
    foreign="La receta es de {}: solo quien la hizo la anula.",
)


def messages_withdrawn(db, id):
    """Whether the patient withdrew the consent to being written to."""
    return db.value(
        f"SELECT {WITHDREW} FROM historia_clinica.patients p WHERE id = historia_clinica.person(%(id)s)",
        id=id,
    )


def allergies(db, patient_id):
    """The patient's active allergies, and who recorded each."""
    return db.value(
        """
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                            'description', h.description, 'reaction', h.reaction, 'severity', h.severity,
                            'recorded_by', h.recorded_by_name, 'recorded_at', h.created_at) ORDER BY h.id), '[]')
          FROM historia_clinica.medical_history h
         WHERE h.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND h.active AND h.category = 'ALLERGY'
        """,
        patient_id=patient_id,
    )


def insert_item(tx, prescription_id, position, **item):
    tx.run(
        f"""
        INSERT INTO historia_clinica.prescription_items (prescription_id, position, {names(ITEM)})
             VALUES (%(prescription_id)s, %(position)s, {values(ITEM)})
        """,
        prescription_id=prescription_id,
        position=position,
        **only(item, *ITEM),
    )


TEMPLATE = """t.id, t.name, t.content -> 'items' AS items, t.content ->> 'general' AS general,
              t.content ->> 'warning' AS warning,
              jsonb_build_object('id', t.author_id, 'name', t.author_name) AS author"""


def templates(db):
    return db.all(f"""
        SELECT {TEMPLATE}
          FROM historia_clinica.prescription_templates t
         WHERE t.active
         ORDER BY public.plain(t.name)
         LIMIT 200
        """)


def insert_template(tx, name, content, author_id, author_name):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.prescription_templates AS t (name, content, author_id, author_name)
             VALUES (%(name)s, %(content)s, %(author_id)s, %(author_name)s)
          RETURNING {TEMPLATE}
        """,
        name=name,
        content=json(content),
        author_id=author_id,
        author_name=author_name,
    )


def retire_template(tx, id):
    """Its name, or None where there is none."""
    return tx.value(
        "UPDATE historia_clinica.prescription_templates SET active = false WHERE id = %(id)s AND active RETURNING name",
        id=id,
    )
