"""Every statement on certificates; none commits."""

from common.store.db import json
from common.store.sql import names, values
from common.web.paging import Listing

SAID = (
    "attended_on",
    "attended_from",
    "attended_until",
    "reason",
    "show_diagnosis",
    "rest",
    "rest_hours",
    "rest_from",
    "rest_until",
    "rest_kind",
    "contingency",
    "advice",
)
WRITTEN = ("patient_id", *SAID, "professional_id", "professional_name")
CERTIFICATE = f"""c.id, lpad(c.number::text, 7, '0') AS number, historia_clinica.person(c.patient_id) AS patient_id,
               {names(SAID, of="c")}, c.diagnoses,
               jsonb_build_object('id', c.professional_id, 'name', c.professional_name) AS professional, c.issued_at,
               (SELECT k.code FROM historia_clinica.paper_codes k
                 WHERE k.kind = 'CERTIFICATE' AND k.paper_id = c.id ORDER BY k.expires_at DESC LIMIT 1) AS code,
               (SELECT jsonb_build_object('by', jsonb_build_object('id', a.annulled_by_id, 'name', a.annulled_by_name),
                                          'at', a.annulled_at, 'reason', a.reason)
                  FROM historia_clinica.certificate_annulments a
                 WHERE a.certificate_id = c.id) AS annulled"""
CERTIFICATES = Listing(
    CERTIFICATE,
    "historia_clinica.certificates c",
    "c.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
    {"id": ("c.id", "%(after)s::text::bigint")},
    id="c.id",
)


def patient(db, id):
    """Who it certifies about, with what is printed of them; None where unknown."""
    return db.one(
        """
        SELECT id, full_name, document_type, document_number, birth_date, gender, occupation, workplace
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def insert(tx, diagnoses, patient, professional, **certificate):
    return tx.value(
        f"""
        INSERT INTO historia_clinica.certificates ({names(WRITTEN)}, diagnoses, patient, professional, number)
             VALUES ({values(WRITTEN)}, %(diagnoses)s, %(patient)s, %(professional)s, 0)
          RETURNING id
        """,
        diagnoses=json(diagnoses),
        patient=json(patient),
        professional=json(professional),
        **certificate,
    )


def insert_document(tx, id, pdf):
    tx.run(
        "INSERT INTO historia_clinica.certificate_documents (certificate_id, pdf) VALUES (%(id)s, %(pdf)s)",
        id=id,
        pdf=pdf,
    )


def get(db, id):
    return db.one(f"SELECT {CERTIFICATE} FROM historia_clinica.certificates c WHERE c.id = %(id)s", id=id)


def document(db, id):
    """The PDF as it was issued."""
    return db.value(
        "SELECT pdf FROM historia_clinica.certificate_documents WHERE certificate_id = %(id)s", id=id
    )


def people(db, id):
    """The patient and the professional as they were when it was issued."""
    return db.one("SELECT patient, professional FROM historia_clinica.certificates WHERE id = %(id)s", id=id)


def annul(tx, id, reason, by_id, by_name):
    tx.run(
        """
        INSERT INTO historia_clinica.certificate_annulments (certificate_id, reason, annulled_by_id, annulled_by_name)
             VALUES (%(id)s, %(reason)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
    )
