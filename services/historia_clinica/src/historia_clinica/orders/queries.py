"""Every statement on exams, orders and their results; none commits."""

from common.store.db import json
from common.store.search import has_words
from common.store.sql import names, values
from common.web.paging import Listing

EXAM_FIELDS = ("kind", "category", "name", "unit", "low", "high")
EXAM = f"id, {names(EXAM_FIELDS)}, active, version"
EXAMS = Listing(
    EXAM,
    "historia_clinica.exams",
    f"""(%(kind)s IS NULL OR kind = %(kind)s) AND (%(active)s IS NULL OR active = %(active)s)
           AND {has_words("public.plain(category || ' ' || name)")}""",
    {"name": ("public.plain(name)", "public.plain(%(after)s::text)")},
)
WRITTEN = ("kind", "patient_id", "note_id", "urgent", "indication", "professional_id", "professional_name")
RESULTS = """(SELECT coalesce(jsonb_agg(jsonb_build_object(
                           'id', r.id, 'position', r.position, 'value', r.value, 'remark', r.remark,
                           'flag', CASE WHEN r.value !~ '^-?[0-9.]+$' OR i.limits IS NULL THEN NULL
                                        WHEN r.value::numeric < (i.limits ->> 'low')::numeric THEN 'LOW'
                                        WHEN r.value::numeric > (i.limits ->> 'high')::numeric THEN 'HIGH' END,
                           'document', CASE WHEN a.id IS NOT NULL THEN jsonb_build_object(
                               'id', a.id, 'file_id', a.file_id, 'title', a.title, 'media_type', f.media_type,
                               'withdrawn', a.withdrawn_at IS NOT NULL) END,
                           'recorded_by', jsonb_build_object('id', r.recorded_by_id, 'name', r.recorded_by_name),
                           'recorded_at', r.recorded_at,
                           'withdrawn', CASE WHEN r.withdrawn_at IS NOT NULL THEN jsonb_build_object(
                               'by', jsonb_build_object('id', r.withdrawn_by_id, 'name', r.withdrawn_by_name),
                               'at', r.withdrawn_at, 'reason', r.withdrawn_reason) END) ORDER BY r.id), '[]')
                  FROM historia_clinica.order_results r
                  LEFT JOIN historia_clinica.attachments a ON a.id = r.attachment_id
                  LEFT JOIN historia_clinica.files f ON f.id = a.file_id
                  CROSS JOIN LATERAL (SELECT CASE WHEN o.items -> (r.position - 1) ->> 'unit' IS NOT NULL
                                                  THEN o.items -> (r.position - 1) END AS limits) AS i
                 WHERE r.order_id = o.id)"""
STATE = """CASE WHEN EXISTS (SELECT FROM historia_clinica.order_annulments a WHERE a.order_id = o.id) THEN 'ANNULLED'
                    WHEN EXISTS (SELECT FROM historia_clinica.unseen_results u WHERE u.order_id = o.id) THEN 'RESULTED'
                    WHEN EXISTS (SELECT FROM historia_clinica.order_results r
                                  WHERE r.order_id = o.id AND r.withdrawn_at IS NULL) THEN 'SEEN'
                    ELSE 'ORDERED' END"""
ORDER = f"""o.id, lpad(o.number::text, 7, '0') AS number, o.kind, historia_clinica.person(o.patient_id) AS patient_id, o.note_id,
               o.patient ->> 'full_name' AS patient_name, o.urgent, o.indication, o.diagnoses, o.items,
               jsonb_build_object('id', o.professional_id, 'name', o.professional_name) AS professional, o.issued_at,
               {STATE} AS state, {RESULTS} AS results,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', v.seen_by_id, 'name', v.seen_by_name), 'at', v.seen_at)
                  FROM historia_clinica.order_views v
                 WHERE v.order_id = o.id AND v.undone_at IS NULL
                 ORDER BY v.id DESC LIMIT 1) AS seen,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', a.annulled_by_id, 'name', a.annulled_by_name),
                                          'at', a.annulled_at, 'reason', a.reason)
                  FROM historia_clinica.order_annulments a
                 WHERE a.order_id = o.id) AS annulled"""
ORDERS = Listing(
    ORDER,
    "historia_clinica.orders o",
    "o.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
    {"id": ("o.id", "%(after)s::text::bigint")},
    id="o.id",
)


def insert_exam(tx, **exam):
    return tx.one(
        f"INSERT INTO historia_clinica.exams ({names(EXAM_FIELDS)}) VALUES ({values(EXAM_FIELDS)}) RETURNING {EXAM}",
        **exam,
    )


def lock_exam(tx, id):
    return tx.one(f"SELECT {EXAM} FROM historia_clinica.exams WHERE id = %(id)s FOR UPDATE", id=id)


def switch_exam(tx, id, active):
    return tx.one(
        f"UPDATE historia_clinica.exams SET active = %(active)s WHERE id = %(id)s RETURNING {EXAM}",
        id=id,
        active=active,
    )


def exams_by_id(db, ids):
    rows = db.all(
        f"SELECT {EXAM} FROM historia_clinica.exams WHERE id = ANY (%(ids)s::bigint[])", ids=list(ids)
    )
    return {row["id"]: row for row in rows}


def patient(db, id):
    return db.one(
        """
        SELECT id, full_name, document_type, document_number, birth_date, gender
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def insert(tx, diagnoses, items, patient, professional, **order):
    return tx.value(
        f"""
        INSERT INTO historia_clinica.orders ({names(WRITTEN)}, diagnoses, items, patient, professional, number)
             VALUES ({values(WRITTEN)}, %(diagnoses)s, %(items)s, %(patient)s, %(professional)s, 0)
          RETURNING id
        """,
        diagnoses=json(diagnoses),
        items=json(items),
        patient=json(patient),
        professional=json(professional),
        **order,
    )


def insert_document(tx, id, pdf):
    tx.run(
        "INSERT INTO historia_clinica.order_documents (order_id, pdf) VALUES (%(id)s, %(pdf)s)",
        id=id,
        pdf=pdf,
    )


def get(db, id):
    return db.one(f"SELECT {ORDER} FROM historia_clinica.orders o WHERE o.id = %(id)s", id=id)


def document(db, id):
    """The PDF as it was issued."""
    return db.value("SELECT pdf FROM historia_clinica.order_documents WHERE order_id = %(id)s", id=id)


def people(db, id):
    """The patient and the professional as they were when it was issued."""
    return db.one("SELECT patient, professional FROM historia_clinica.orders WHERE id = %(id)s", id=id)


def unseen(db, professional_id):
    """Orders of this professional with results that nobody has seen, those that wait longest first."""
    return db.all(
        f"""
        SELECT {ORDER}
          FROM historia_clinica.unseen_results w
          JOIN historia_clinica.orders o ON o.id = w.order_id
         WHERE w.professional_id = %(professional_id)s
         ORDER BY w.since, w.order_id
         LIMIT 100
        """,
        professional_id=professional_id,
    )


def annul(tx, id, reason, by):
    tx.run(
        """
        INSERT INTO historia_clinica.order_annulments (order_id, reason, annulled_by_id, annulled_by_name)
             VALUES (%(id)s, %(reason)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def insert_result(tx, order_id, by, **result):
    tx.run(
        """
        INSERT INTO historia_clinica.order_results
                    (order_id, position, value, attachment_id, remark, recorded_by_id, recorded_by_name)
             VALUES (%(order_id)s, %(position)s, %(value)s, %(attachment_id)s, %(remark)s, %(by_id)s, %(by_name)s)
        """,
        order_id=order_id,
        by_id=by.id,
        by_name=by.name,
        **result,
    )


def withdraw_result(tx, id, reason, by):
    """The order that it was of; None where there is no such result that stands."""
    return tx.value(
        """
        UPDATE historia_clinica.order_results
           SET withdrawn_by_id = %(by_id)s, withdrawn_by_name = %(by_name)s, withdrawn_reason = %(reason)s, withdrawn_at = now()
         WHERE id = %(id)s AND withdrawn_at IS NULL
        RETURNING order_id
        """,
        id=id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def see(tx, id, result_id, by):
    tx.run(
        """
        INSERT INTO historia_clinica.order_views (order_id, result_id, seen_by_id, seen_by_name)
             VALUES (%(id)s, %(result_id)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        result_id=result_id,
        by_id=by.id,
        by_name=by.name,
    )


def unsee(tx, id, by):
    """How many of the caller's own views of the order were undone."""
    return tx.run(
        """
        UPDATE historia_clinica.order_views SET undone_at = now()
         WHERE order_id = %(id)s AND seen_by_id = %(by_id)s AND undone_at IS NULL
        """,
        id=id,
        by_id=by.id,
    )
