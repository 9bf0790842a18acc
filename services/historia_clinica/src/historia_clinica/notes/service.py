"""Writing, signing and adding to clinical notes; the caller owns the transaction."""

from common.clock import clinic_zone
from common.store.sql import only
from common.web.http import found, must_be_current
from historia_clinica.dental import service as charts
from historia_clinica.note_templates import service as templates
from historia_clinica.notes import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.restrictions import service as restrictions
from historia_clinica.rules import NO_SUCH_PATIENT, changed
from historia_clinica.supervisions import service as supervisions
from historia_clinica.supervisions.rules import must_stand
from historia_clinica.trace import about_record

NO_SUCH_NOTE = "Esa nota no existe."


def get(db, id):
    """The note as its reader sees it. Raises NotFound, and Forbidden for one that is restricted."""
    row = queries.get(db, id)
    if row is None:
        restrictions.must_be_readable(db, id)
    return found(row, NO_SUCH_NOTE)


def locked(tx, id):
    """The same, to be written; whoever may not read it does not write it."""
    row = queries.lock(tx, id)
    if row is None:
        restrictions.must_be_readable(tx, id)
    return found(row, NO_SUCH_NOTE)


def draft(tx, patient_id, new, author):
    patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
    note = new.model_dump()
    paper = note.pop("paper") or {"outage_id": None, "attended_at": None}
    diagnoses = note.pop("diagnoses")
    rules.conditions_must_fit(diagnoses)
    note["form"] = templates.filled(tx, note["form"], None)
    note["brought"] = brought(tx, patient["id"], rules.still_there(note["brought"], note))
    author_of = {"patient_id": patient["id"], "author_id": author.id, "author_name": author.name}
    id = queries.insert(tx, **author_of, **paper, **columns(note))
    queries.add_diagnoses(tx, id, diagnoses)
    about_record(tx, "note.drafted", f"note:{id}", patient, "Escribió una nota")
    return queries.get(tx, id)


def redraft(tx, id):
    """A draft of the same author that says what this note says; its id."""
    note = queries.get(tx, id)
    author, paper = note["author"], note["paper"] or {"outage_id": None, "attended_at": None}
    diagnoses = note["diagnoses"]
    draft_id = queries.insert(
        tx,
        patient_id=note["patient_id"],
        author_id=author["id"],
        author_name=author["name"],
        **paper,
        **only(columns(note), *queries.FIELDS, *queries.HELD),
    )
    queries.add_diagnoses(tx, draft_id, diagnoses)
    return draft_id


def change(tx, id, version, changes, user):
    note = locked(tx, id)
    rules.must_be_editable(note, user)
    must_be_current(note, version)
    given = changes.model_dump(include=changes.model_fields_set)
    rules.conditions_must_fit(given.get("diagnoses"))
    if "form" in given:
        given["form"] = templates.filled(tx, given["form"], note["form"])
    wanted = note | given
    given["brought"] = brought(tx, note["patient_id"], rules.still_there(wanted["brought"], wanted))
    differs = changed(note, given)
    if not differs:
        return note
    queries.update(tx, **columns(note | differs))
    if "diagnoses" in differs:
        queries.drop_diagnoses(tx, id)
        queries.add_diagnoses(tx, id, differs["diagnoses"])
    patient = patients.name(tx, note["patient_id"])
    about_record(tx, "note.updated", f"note:{id}", patient, "Cambió el borrador de una nota")
    return queries.get(tx, id)


def brought(tx, patient_id, given):
    """The texts brought from earlier notes, each with the day on which its note was signed."""
    sources = queries.signed_notes(tx, patient_id, {one["note_id"] for one in given}) if given else {}
    rules.must_come_from(given, sources)
    return [
        only(one, "note_id", "text", "reviewed")
        | {
            "part": str(one["part"]),
            "signed_on": f"{sources[one['note_id']]['signed_at'].astimezone(clinic_zone()):%Y-%m-%d}",
        }
        for one in given
    ]


def columns(note):
    """The note as its columns hold it."""
    form = note.pop("form") or {}
    return note | {
        "template_id": form.get("template_id"),
        "template_edition": form.get("edition"),
        "form_values": rules.canonical(form["values"]) if form else None,
        "brought": rules.canonical(note["brought"]) if note["brought"] else None,
    }


def sign(tx, id, version, author):
    """`version`, where given, is the one that the author read before signing."""
    note = locked(tx, id)
    rules.must_be_editable(note, author.id)
    must_be_current(note, version)
    rules.must_be_reviewed(note["brought"])
    if note["form"]:
        templates.must_be_filled(note["form"])
    supervisor = supervisions.sign(tx, id, author)
    charts.sign_with_note(tx, id, author)
    signed = queries.sign(tx, id, author.id, author.name, rules.content_sha256(note))
    patient = patients.name(tx, note["patient_id"])
    done = f"Firmó, para que la refrende {supervisor}, una nota" if supervisor else "Firmó una nota"
    about_record(tx, "note.signed", f"note:{id}", patient, done)
    return signed


def add(tx, id, text, author):
    note = locked(tx, id)
    rules.must_be_signed(note)
    must_stand(note["supervision"])
    addendum = queries.insert_addendum(tx, id, text, author.id, author.name)
    patient = patients.name(tx, note["patient_id"])
    about_record(tx, "addendum.added", f"note:{id}", patient, "Agregó una adenda a una nota")
    return addendum
