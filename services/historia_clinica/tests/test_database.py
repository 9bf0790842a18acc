"""What the database itself refuses, whoever asks."""

import psycopg2
import pytest

from historia_clinica.notes.rules import content_sha256

API = "/api/historia-clinica"


@pytest.fixture
def note(client, doctor, patient):
    new = {"reason": "Dolor", "diagnoses": [{"code": "K02.1", "description": "Caries", "kind": "DEFINITIVE"}]}
    return client.post(f"{API}/patients/{patient['id']}/notes", json=new, headers=doctor).json["id"]


@pytest.fixture
def signed(client, doctor, note):
    client.post(f"{API}/notes/{note}/sign", headers=doctor)
    client.post(f"{API}/notes/{note}/addenda", json={"text": "x"}, headers=doctor)
    return note


@pytest.mark.parametrize(
    ("type", "number", "valid"),
    [
        ("CEDULA", "1710034065", True),
        ("CEDULA", "3050000003", True),
        ("CEDULA", "1710034064", False),
        ("CEDULA", "2510034065", False),
        ("CEDULA", "0010034064", False),
        ("CEDULA", "171003406", False),
        ("CEDULA", "17100340655", False),
        ("CEDULA", "171003406x", False),
        ("CEDULA", "1710034065\n", False),
        ("RUC", "1710034065001", True),
        ("RUC", "1793213150001", True),
        ("RUC", "1710034064001", False),
        ("RUC", "1793213150002", False),
        ("RUC", "2593213150001", False),
        ("PASSPORT", "AB12345", True),
        ("PASSPORT", "ab12345", False),
        ("PASSPORT", "A123", False),
        ("PASSPORT", "AB１２３", False),
    ],
)
def test_an_invalid_document_is_refused(database_of, type, number, valid):
    insert = """
        INSERT INTO historia_clinica.patients (document_type, document_number, first_name, last_name)
             VALUES (%(type)s, %(number)s, 'Ana', 'Pérez')
        """
    try:
        with database_of("historia_clinica").transaction() as tx:
            tx.run(insert, type=type, number=number)
        refusal = None
    except psycopg2.errors.CheckViolation as error:
        refusal = error.diag.constraint_name
    assert refusal == (None if valid else "patients_document_valid")


def test_a_repeated_document_is_refused(refused, patient):
    sql = """
        INSERT INTO historia_clinica.patients (document_type, document_number, first_name, last_name)
             VALUES ('CEDULA', %(number)s, 'Otra', 'Persona')
        """
    assert refused(sql, number=patient["document_number"]) == "patients_document_key"


@pytest.mark.parametrize(
    "column", ["plan = 'x'", "status = 'DRAFT'", "author_name = 'x'", "content_sha256 = NULL"]
)
def test_a_signed_note_is_refused_every_change(refused, signed, column):
    sql = f"UPDATE historia_clinica.clinical_notes SET {column} WHERE id = %(id)s"
    assert refused(sql, id=signed, owner=True) == "clinical_notes_signed"


def test_a_signed_note_is_not_deleted(refused, signed):
    sql = "DELETE FROM historia_clinica.clinical_notes WHERE id = %(id)s"
    assert refused(sql, id=signed) == "InsufficientPrivilege"
    assert refused(sql, id=signed, owner=True) == "clinical_notes_signed"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE historia_clinica.diagnoses SET code = 'Z00' WHERE note_id = %(id)s",
        "DELETE FROM historia_clinica.diagnoses WHERE note_id = %(id)s",
        """INSERT INTO historia_clinica.diagnoses (note_id, position, code, description, kind)
                VALUES (%(id)s, 9, 'Z00', 'x', 'DEFINITIVE')""",
    ],
)
def test_the_diagnoses_of_a_signed_note_are_refused_every_change(refused, signed, sql):
    assert refused(sql, id=signed) == "clinical_notes_signed"


def test_a_diagnosis_is_not_moved_into_a_signed_note(client, doctor, refused, signed, patient):
    new = {"reason": "x", "diagnoses": [{"code": "Z00", "description": "Control", "kind": "DEFINITIVE"}]}
    draft = client.post(f"{API}/patients/{patient['id']}/notes", json=new, headers=doctor).json["id"]
    sql = "UPDATE historia_clinica.diagnoses SET note_id = %(id)s WHERE note_id = %(draft)s"
    assert refused(sql, id=signed, draft=draft) == "clinical_notes_signed"


def test_addenda_are_only_added(refused, signed):
    for sql in (
        "UPDATE historia_clinica.note_addenda SET text = 'y' WHERE note_id = %(id)s",
        "DELETE FROM historia_clinica.note_addenda WHERE note_id = %(id)s",
    ):
        assert refused(sql, id=signed) == "InsufficientPrivilege"
        assert refused(sql, id=signed, owner=True) == "note_addenda_append_only"


def test_a_draft_has_no_addenda_and_half_a_signature_is_none(refused, note):
    addendum = """
        INSERT INTO historia_clinica.note_addenda (note_id, text, author_id, author_name)
             VALUES (%(id)s, 'x', '3', 'Carla Ruiz')
        """
    assert refused(addendum, id=note) == "note_addenda_note_signed"
    signature = "UPDATE historia_clinica.clinical_notes SET status = 'SIGNED' WHERE id = %(id)s"
    assert refused(signature, id=note) == "clinical_notes_signature"


@pytest.mark.parametrize("table", ["patients", "medical_history", "clinical_notes", "note_addenda"])
def test_the_service_cannot_delete(refused, table):
    assert refused(f"DELETE FROM historia_clinica.{table}") == "InsufficientPrivilege"


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("NULL, NULL, NULL, 'NEWBORN'", None),
        ("NULL, NULL, NULL, NULL", "patients_document_or_reason"),
        ("'CEDULA', '1710034065', NULL, 'LOST'", "patients_document_or_reason"),
        ("NULL, '1710034065', NULL, 'LOST'", "patients_document_or_reason"),
        ("NULL, NULL, NULL, 'FORGOTTEN'", "patients_no_document_reason"),
        ("'FOREIGN_CARD', '1234', 'CO', NULL", None),
        ("'FOREIGN_CARD', '1234', NULL, NULL", "patients_document_country"),
        ("'FOREIGN_CARD', '1234', 'co', NULL", "patients_document_country"),
        ("'CEDULA', '1710034065', 'EC', NULL", "patients_document_country"),
        ("'PASSPORT', 'AB12345', 'CO', NULL", None),
    ],
)
def test_an_identity_is_a_document_or_why_there_is_none(database_of, values, constraint):
    insert = f"""
        INSERT INTO historia_clinica.patients
                    (document_type, document_number, document_country, no_document_reason, first_name)
             VALUES ({values}, 'Ana')
        """
    try:
        with database_of("historia_clinica").transaction() as tx:
            tx.run(insert)
        refusal = None
    except psycopg2.errors.CheckViolation as error:
        refusal = error.diag.constraint_name
    assert refusal == constraint


@pytest.mark.parametrize("phone", ["099 123 4567", "0991234567", "+0991234567", "+593991234567;ext=", "x"])
def test_a_phone_that_is_not_e164_is_refused(refused, patient, phone):
    sql = "UPDATE historia_clinica.patients SET {} = %(phone)s WHERE id = %(id)s"
    for column in ("phone", "emergency_contact_phone"):
        assert refused(sql.format(column), phone=phone, id=patient["id"]) == f"patients_{column}"


SIGN = """
    UPDATE historia_clinica.clinical_notes AS n
       SET status = 'SIGNED', signed_by_id = {by}, signed_by_name = author_name, signed_at = {at},
           content_sha256 = {hash}
     WHERE id = %(id)s
    """
TRUE = {"by": "author_id", "at": "now()", "hash": "historia_clinica.content_sha256(n)"}


@pytest.mark.parametrize(
    "lie",
    [
        {"by": "'9'"},
        {"at": "now() - interval '1 day'"},
        {"at": "now() + interval '1 minute'"},
        {"hash": "repeat('0', 64)"},
    ],
)
def test_a_note_is_signed_by_its_author_at_its_hour_over_its_content(refused, database_of, note, lie):
    assert refused(SIGN.format(**TRUE | lie), id=note) == "clinical_notes_signature_true"
    with database_of("historia_clinica").transaction() as tx:
        assert tx.run(SIGN.format(**TRUE), id=note) == 1


def test_a_note_is_not_inserted_signed(refused, patient):
    sql = """
        INSERT INTO historia_clinica.clinical_notes
                    (patient_id, reason, author_id, author_name, status, signed_by_id, signed_by_name, signed_at,
                     content_sha256)
             VALUES (%(id)s, 'x', '3', 'Carla Ruiz', 'SIGNED', '3', 'Carla Ruiz', now(), repeat('0', 64))
        """
    for owner in (False, True):
        assert refused(sql, id=patient["id"], owner=owner) == "clinical_notes_begin_as_drafts"


@pytest.mark.parametrize(
    "content",
    [
        {"reason": "x"},
        {
            "reason": 'Dice "me duele" \\ / ñ',
            "subjective": "Uno\n\tdos\r\n<b>\u2028 \U0001f9b7",
            "objective": "é e\u0301",
            "assessment": "",
            "plan": "a" * 20_000,
            "visit": "SUBSEQUENT",
            "diagnoses": [
                {
                    "code": "Z00",
                    "description": 'Control "anual"',
                    "kind": "DEFINITIVE",
                    "condition": "CONTROL",
                },
                {"code": "K02.1", "description": "Caries", "kind": "PRESUMPTIVE"},
            ],
        },
    ],
)
def test_the_database_hashes_what_a_signature_vouches_for_as_the_service_does(
    client, doctor, patient, database_of, content
):
    made = client.post(f"{API}/patients/{patient['id']}/notes", json=content, headers=doctor)
    with database_of("historia_clinica").session() as db:
        sql = "SELECT historia_clinica.content_sha256(n) FROM historia_clinica.clinical_notes n WHERE id = %(id)s"
        assert db.value(sql, id=made.json["id"]) == content_sha256(made.json)
