"""The clinical notes of the history: written, signed and, a few, added to."""

from psycopg2.extras import execute_values

from historia_clinica.notes.rules import content_sha256
from tools.demo.bulk import PAGE, insert, take_ids

TABLE = "historia_clinica.clinical_notes"
TEXTS = ("reason", "subjective", "objective", "assessment", "plan", "visit")
SIGN = f"""
    UPDATE {TABLE} n
       SET status = 'SIGNED', signed_by_id = author_id, signed_by_name = author_name, signed_at = new.at,
           content_sha256 = new.sha256
      FROM (VALUES %s) AS new (id, at, sha256)
     WHERE n.id = new.id
"""


def write(past):
    """Signed at the end of each visit, by whoever attended it."""
    notes, cursor = past.plan.notes, past.cursor
    ids = take_ids(cursor, TABLE, len(notes))
    rows, diagnoses, signatures, addenda = [], [], [], []
    for note, id in zip(notes, ids, strict=True):
        visit = past.visits[note.visit]
        author_id, author_name, _ = past.known.users[visit.doctor]
        content = {
            **note.body,
            "patient_id": past.known.patients[visit.patient],
            "appointment_id": past.appointment_ids[visit.key],
            "author": {"id": str(author_id), "name": author_name},
        }
        rows.append(
            (id, content["patient_id"], content["appointment_id"], *(content[name] for name in TEXTS),
             str(author_id), author_name, visit.end)
        )  # fmt: skip
        for position, found in enumerate(note.body["diagnoses"], 1):
            diagnoses.append(
                (id, position, found["code"], found["description"], found["kind"], found["condition"])
            )
        signatures.append((id, visit.end, content_sha256(content)))
        if note.addendum:
            addenda.append((id, note.addendum, str(author_id), author_name, visit.end))
    columns = f"id, patient_id, appointment_id, {', '.join(TEXTS)}, author_id, author_name, created_at"
    insert(cursor, TABLE, columns, rows)
    insert(
        cursor,
        "historia_clinica.diagnoses",
        "note_id, position, code, description, kind, condition",
        diagnoses,
    )
    # The database takes a signature at its own hour only; these were given in the past.
    cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER clinical_notes_signing")
    execute_values(cursor, SIGN, signatures, page_size=PAGE)
    cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER clinical_notes_signing")
    insert(cursor, "historia_clinica.note_addenda", "note_id, text, author_id, author_name, created_at", addenda,
           "(%s, %s, %s, %s, %s::timestamptz + interval '20 hours')")  # fmt: skip
