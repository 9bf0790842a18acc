"""Every statement on consents to procedures; none commits."""

from common.store.db import json
from common.store.sql import names, values
from common.web.paging import Listing

TEMPLATE = """t.id, t.name, t.edition, e.body, t.valid_days,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.treatment_id, 'name', r.treatment_name)
                                          ORDER BY r.treatment_name, r.treatment_id), '[]')
                  FROM historia_clinica.consent_requirements r WHERE r.template_id = t.id) AS treatments,
               t.active, t.version, t.updated_at"""
TEMPLATES = """historia_clinica.consent_templates t
          JOIN historia_clinica.consent_editions e ON (e.template_id, e.edition) = (t.id, t.edition)"""
FIELDS = (
    "patient_id", "template_id", "edition", "appointment_id", "decision", "title", "text", "reason", "revokes_id",
    "signer", "signer_name", "signer_document", "signer_relation", "signature", "professional_name", "valid_until",
    "content_sha256", "file_id", "recorded_by_id", "recorded_by_name", "signed_at", "signed_through",
)  # fmt: skip
CONSENT = """c.id, historia_clinica.person(c.patient_id) AS patient_id, c.template_id, c.edition,
               c.appointment_id, c.decision, c.title, c.reason, c.revokes_id,
               (SELECT r.id FROM historia_clinica.procedure_consents r WHERE r.revokes_id = c.id) AS revoked_by,
               c.signer, c.signer_name, c.signer_document, c.signer_relation, c.professional_name, c.valid_until,
               c.content_sha256, c.file_id,
               jsonb_build_object('id', c.recorded_by_id, 'name', c.recorded_by_name) AS recorded_by, c.signed_at,
               c.signed_through"""
CONSENTS = Listing(
    CONSENT,
    "historia_clinica.procedure_consents c",
    "c.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))",
    {"id": ("c.id", "%(after)s::text::bigint")},
    id="c.id",
)

REQUEST = """q.id, historia_clinica.person(q.patient_id) AS patient_id, q.template_id, t.name AS title,
               q.appointment_id, q.professional_name,
               jsonb_build_object('id', q.asked_by_id, 'name', q.asked_by_name) AS asked_by, q.asked_at, q.expires_at,
               q.withdrawn_at, q.consent_id"""
REQUESTS = """historia_clinica.consent_requests q
          JOIN historia_clinica.consent_templates t ON t.id = q.template_id"""


def templates(db):
    return db.all(f"SELECT {TEMPLATE} FROM {TEMPLATES} ORDER BY t.active DESC, t.name, t.id LIMIT 500")


def template(db, id):
    return db.one(f"SELECT {TEMPLATE} FROM {TEMPLATES} WHERE t.id = %(id)s", id=id)


def lock_template(tx, id):
    return tx.one(f"SELECT {TEMPLATE} FROM {TEMPLATES} WHERE t.id = %(id)s FOR UPDATE OF t", id=id)


def insert_template(tx, name, valid_days):
    return tx.value(
        """
        INSERT INTO historia_clinica.consent_templates (name, valid_days) VALUES (%(name)s, %(valid_days)s) RETURNING id
        """,
        name=name,
        valid_days=valid_days,
    )


def update_template(tx, id, name, valid_days, active, edition):
    tx.run(
        """
        UPDATE historia_clinica.consent_templates
           SET name = %(name)s, valid_days = %(valid_days)s, active = %(active)s, edition = %(edition)s, updated_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        name=name,
        valid_days=valid_days,
        active=active,
        edition=edition,
    )


def insert_edition(tx, template_id, edition, body, author):
    tx.run(
        """
        INSERT INTO historia_clinica.consent_editions (template_id, edition, body, written_by_id, written_by_name)
             VALUES (%(template_id)s, %(edition)s, %(body)s, %(by_id)s, %(by_name)s)
        """,
        template_id=template_id,
        edition=edition,
        body=body,
        by_id=author.id,
        by_name=author.name,
    )


def require(tx, template_id, treatments):
    """Those, and no others, need this consent."""
    tx.run("DELETE FROM historia_clinica.consent_requirements WHERE template_id = %(id)s", id=template_id)
    tx.run(
        """
        INSERT INTO historia_clinica.consent_requirements (template_id, treatment_id, treatment_name)
             SELECT %(template_id)s, id, name FROM unnest(%(ids)s::bigint[], %(names)s::text[]) AS given (id, name)
        """,
        template_id=template_id,
        ids=[one["id"] for one in treatments],
        names=[one["name"] for one in treatments],
    )


def patient(db, id):
    """What a consent says of the patient, or None."""
    return db.one(
        """
        SELECT id, full_name, document_number, birth_date, guardian_name
          FROM historia_clinica.patients
         WHERE id = historia_clinica.person(%(id)s)
        """,
        id=id,
    )


def get(db, id):
    return db.one(f"SELECT {CONSENT} FROM historia_clinica.procedure_consents c WHERE c.id = %(id)s", id=id)


def by_file(db, file_id):
    """The consent whose PDF is asked for, or None."""
    return db.one(
        f"""
        SELECT {CONSENT}, f.sha256, f.media_type
          FROM historia_clinica.procedure_consents c JOIN historia_clinica.files f ON f.id = c.file_id
         WHERE c.file_id = %(file_id)s
        """,
        file_id=str(file_id),
    )


def insert(tx, **consent):
    """`consent` holds FIELDS."""
    return tx.value(
        f"""
        INSERT INTO historia_clinica.procedure_consents ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING id
        """,
        **consent | {"signature": json(consent["signature"]) if consent["signature"] else None},
    )


def missing(db, patient_id, treatment_ids, day):
    """The consents that these treatments need and the patient has not decided on: nothing signed, run out, or revoked."""
    return db.all(
        """
        SELECT t.id AS template_id, t.name, jsonb_agg(DISTINCT r.treatment_name) AS treatments
          FROM historia_clinica.consent_requirements r
          JOIN historia_clinica.consent_templates t ON t.id = r.template_id AND t.active
         WHERE r.treatment_id = ANY (%(treatment_ids)s)
           AND NOT EXISTS (
               SELECT FROM historia_clinica.procedure_consents c
                WHERE c.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND c.template_id = t.id
                  AND c.valid_until >= %(day)s
                  AND c.decision <> 'REVOKED'
                  AND NOT EXISTS (SELECT FROM historia_clinica.procedure_consents x WHERE x.revokes_id = c.id))
         GROUP BY t.id, t.name
         ORDER BY t.name, t.id
        """,
        patient_id=patient_id,
        treatment_ids=treatment_ids,
        day=day,
    )


def insert_request(tx, patient_id, wish, letterhead, author, expires_at):
    return tx.value(
        """
        INSERT INTO historia_clinica.consent_requests
                    (patient_id, template_id, appointment_id, professional_name, letterhead, asked_by_id, asked_by_name,
                     expires_at)
             VALUES (%(patient_id)s, %(template_id)s, %(appointment_id)s, %(professional_name)s, %(letterhead)s, %(by_id)s,
                     %(by_name)s, %(expires_at)s)
          RETURNING id
        """,
        patient_id=patient_id,
        letterhead=json(letterhead),
        by_id=author.id,
        by_name=author.name,
        expires_at=expires_at,
        **wish,
    )


def request(db, id):
    """What was sent to be signed, or None."""
    return db.one(f"SELECT {REQUEST} FROM {REQUESTS} WHERE q.id = %(id)s", id=id)


def letterhead(db, request_id):
    """The clinic's, as it was when the request was sent."""
    return db.value(
        "SELECT letterhead FROM historia_clinica.consent_requests WHERE id = %(id)s", id=request_id
    )


def lock_request(tx, id):
    return tx.one(f"SELECT {REQUEST} FROM {REQUESTS} WHERE q.id = %(id)s FOR UPDATE OF q", id=id)


def requests(db, patient_id):
    """What the patient was sent and may still sign, newest first."""
    return db.all(
        f"""
        SELECT {REQUEST}
          FROM {REQUESTS}
         WHERE q.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
           AND q.withdrawn_at IS NULL AND q.consent_id IS NULL AND q.expires_at > now()
         ORDER BY q.id DESC
         LIMIT 50
        """,
        patient_id=patient_id,
    )


def answer_request(tx, id, consent_id):
    tx.run(
        "UPDATE historia_clinica.consent_requests SET consent_id = %(consent_id)s WHERE id = %(id)s",
        id=id,
        consent_id=consent_id,
    )


def withdraw_request(tx, id):
    tx.run("UPDATE historia_clinica.consent_requests SET withdrawn_at = now() WHERE id = %(id)s", id=id)
