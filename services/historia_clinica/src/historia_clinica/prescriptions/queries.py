"""Every statement on medicines, prescriptions and favourites; none commits."""

from common.store.db import json
from common.store.search import has_words
from common.store.sql import assignments, names, only, values
from common.web.paging import Listing
from historia_clinica.patients.queries import WITHDREW

MEDICINE_FIELDS = ("dci", "concentration", "form", "controlled")
MEDICINE = f"id, {names(MEDICINE_FIELDS)}, active, version"
MEDICINES = Listing(
    MEDICINE,
    "historia_clinica.medicines",
    f"(%(active)s IS NULL OR active = %(active)s) AND {has_words('search_text')}",
    {"dci": ("public.plain(dci)", "public.plain(%(after)s::text)")},
)
WRITTEN = ("patient_id", "note_id", "prescriber_id", "prescriber_name", "general", "warning", "valid_until")
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
PRESCRIPTION = f"""p.id, lpad(p.number::text, 7, '0') AS number, historia_clinica.person(p.patient_id) AS patient_id, p.note_id, p.diagnoses,
               (SELECT jsonb_agg(jsonb_build_object({', '.join(f"'{name}', i.{name}" for name in ITEM)})
                                 ORDER BY i.position)
                  FROM historia_clinica.prescription_items i
                 WHERE i.prescription_id = p.id) AS items,
               jsonb_build_object('id', p.prescriber_id, 'name', p.prescriber_name) AS prescriber,
               p.general, p.warning, p.issued_at, p.valid_until,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', a.annulled_by_id, 'name', a.annulled_by_name),
                                          'at', a.annulled_at, 'reason', a.reason)
                  FROM historia_clinica.prescription_annulments a
                 WHERE a.prescription_id = p.id) AS annulled,
               (SELECT d.signature FROM historia_clinica.prescription_documents d WHERE d.prescription_id = p.id) AS signature"""
PRESCRIPTIONS = Listing(
    PRESCRIPTION,
    "historia_clinica.prescriptions p",
    "p.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
    {"id": ("p.id", "%(after)s::text::bigint")},
    id="p.id",
)


def insert_medicine(tx, **medicine):
    return tx.one(
        f"""
        INSERT INTO historia_clinica.medicines ({names(MEDICINE_FIELDS)})
             VALUES ({values(MEDICINE_FIELDS)})
          RETURNING {MEDICINE}
        """,
        **medicine,
    )


def lock_medicine(tx, id):
    return tx.one(f"SELECT {MEDICINE} FROM historia_clinica.medicines WHERE id = %(id)s FOR UPDATE", id=id)


def update_medicine(tx, **medicine):
    return tx.one(
        f"""
        UPDATE historia_clinica.medicines
           SET {assignments(MEDICINE_FIELDS)}, active = %(active)s
         WHERE id = %(id)s
        RETURNING {MEDICINE}
        """,
        **only(medicine, "id", "active", *MEDICINE_FIELDS),
    )


def store_medicines(tx, rows):
    """Add those of the rows (dci, concentration, form, controlled) that are not in the list: how many."""
    return tx.run(
        """
        INSERT INTO historia_clinica.medicines (dci, concentration, form, controlled)
             SELECT * FROM unnest(%(dci)s::text[], %(concentration)s::text[], %(form)s::text[], %(controlled)s::boolean[])
        ON CONFLICT DO NOTHING
        """,
        dci=[row["dci"] for row in rows],
        concentration=[row["concentration"] for row in rows],
        form=[row["form"] for row in rows],
        controlled=[row["controlled"] for row in rows],
    )


def medicines_by_id(db, ids):
    rows = db.all(
        f"SELECT {MEDICINE} FROM historia_clinica.medicines WHERE id = ANY (%(ids)s::bigint[])", ids=list(ids)
    )
    return {row["id"]: row for row in rows}


def messages_withdrawn(db, id):
    """Whether the patient withdrew the consent to being written to."""
    return db.value(
        f"SELECT {WITHDREW} FROM historia_clinica.patients p WHERE id = historia_clinica.person(%(id)s)",
        id=id,
    )


def patient(db, id):
    """Whose the prescription is, with the active allergies and whether somebody said that there are none; None where unknown."""
    return db.one(
        """
        SELECT p.id, p.full_name, p.document_type, p.document_number, p.birth_date, p.gender, p.email,
               (SELECT coalesce(jsonb_agg(jsonb_build_object(
                            'description', h.description, 'reaction', h.reaction, 'severity', h.severity,
                            'recorded_by', h.recorded_by_name, 'recorded_at', h.created_at) ORDER BY h.id), '[]')
                  FROM historia_clinica.medical_history h
                 WHERE h.patient_id = ANY (historia_clinica.patient_ids(p.id)) AND h.active AND h.category = 'ALLERGY') AS allergies,
               EXISTS (SELECT FROM historia_clinica.allergy_denials d
                        WHERE d.patient_id = ANY (historia_clinica.patient_ids(p.id))
                          AND d.withdrawn_at IS NULL) AS denies
          FROM historia_clinica.patients p
         WHERE p.id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def insert(tx, diagnoses, patient, prescriber, **prescription):
    return tx.value(
        f"""
        INSERT INTO historia_clinica.prescriptions ({names(WRITTEN)}, diagnoses, patient, prescriber, number)
             VALUES ({values(WRITTEN)}, %(diagnoses)s, %(patient)s, %(prescriber)s, 0)
          RETURNING id
        """,
        diagnoses=json(diagnoses),
        patient=json(patient),
        prescriber=json(prescriber),
        **prescription,
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


def insert_document(tx, id, pdf, signature):
    tx.run(
        """
        INSERT INTO historia_clinica.prescription_documents (prescription_id, pdf, signature)
             VALUES (%(id)s, %(pdf)s, %(signature)s)
        """,
        id=id,
        pdf=pdf,
        signature=signature and json(signature),
    )


def get(db, id):
    return db.one(f"SELECT {PRESCRIPTION} FROM historia_clinica.prescriptions p WHERE p.id = %(id)s", id=id)


def document(db, id):
    """The PDF as it was issued, or None."""
    return db.value(
        "SELECT pdf FROM historia_clinica.prescription_documents WHERE prescription_id = %(id)s", id=id
    )


def people(db, id):
    """The patient and the prescriber as they were when it was issued."""
    return db.one("SELECT patient, prescriber FROM historia_clinica.prescriptions WHERE id = %(id)s", id=id)


def annul(tx, id, reason, by_id, by_name):
    tx.run(
        """
        INSERT INTO historia_clinica.prescription_annulments (prescription_id, reason, annulled_by_id, annulled_by_name)
             VALUES (%(id)s, %(reason)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
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
