"""Who may change a note, and what a signature vouches for. Pure: values in, values or Problems out."""

import hashlib
import json
from datetime import datetime, timedelta

from common.problems import Conflict, Forbidden, Invalid

# What a signature vouches for; the addenda come later and carry their own author.
SIGNED_CONTENT = (
    "patient_id",
    "appointment_id",
    "reason",
    "subjective",
    "objective",
    "assessment",
    "plan",
    "diagnoses",
    "author",
)
# Members that came later: of what does not have them, the content is as it was before.
LATER = ("visit", "condition")
# How long a diagnosis speaks for what is done because of it.
SEALED_WITHIN = timedelta(days=365)
BROUGHT_UNREAD = "Hay texto traído de otra nota sin revisar: diga si sigue vigente o quítelo."
# Said by a rule and, where two act at once, by the database.
NOTE_IS_SIGNED = "La nota está firmada y ya no se cambia: agregue una adenda."
NOTE_IS_DRAFT = "La nota aún es un borrador: edítela en lugar de agregar una adenda."


def must_be_editable(note, user):
    """A draft is its author's; what is signed is nobody's to change."""
    must_be_draft(note)
    if note["author"]["id"] != user:
        raise Forbidden(
            f"La nota es un borrador de {note['author']['name']}: solo quien la escribe la cambia o firma."
        )


def must_be_readable(note, writes):
    """A draft is read by the professionals, who write notes; what is signed by everybody who reads records."""
    if note["status"] == "DRAFT" and not writes:
        raise Forbidden("La nota es un borrador: hasta que se firme la leen solo los profesionales.")


def must_be_draft(note):
    if note["status"] == "SIGNED":
        raise Conflict(NOTE_IS_SIGNED)


def must_be_signed(note):
    if note["status"] != "SIGNED":
        raise Conflict(NOTE_IS_DRAFT)


def must_be_of_patient(appointment, patient_id):
    """`appointment` is what citas answered, None where it knows no such one."""
    if appointment is None:
        raise Invalid.field("appointment_id", "Esa cita no existe.")
    if appointment["patient"]["id"] != patient_id:
        raise Invalid.field("appointment_id", "Esa cita es de otro paciente.")


def must_be_of_outage(outage, attended_at, now):
    """`outage` is what citas answered, None where it knows no such one."""
    if outage is None:
        raise Invalid.field("paper.outage_id", "Ese apagón no existe.")
    starts, ends = (
        outage[name] and datetime.fromisoformat(outage[name]) for name in ("started_at", "ended_at")
    )
    if not starts <= attended_at < (ends or now) or attended_at > now:
        raise Invalid.field("paper.attended_at", "A esa hora la clínica no trabajaba en papel.")


def content_sha256(note):
    """The fingerprint of a note's content: SHA-256 of its JSON with sorted keys, no spaces, in UTF-8."""
    content = _without_later({name: note[name] for name in (*SIGNED_CONTENT, "visit") if name in note})
    content["diagnoses"] = [_without_later(diagnosis) for diagnosis in content["diagnoses"]]
    if note.get("form"):
        content["form"] = {name: note["form"][name] for name in ("template_id", "edition", "values")}
    if note.get("brought"):
        content["brought"] = note["brought"]
    if note.get("paper"):
        content["paper"] = note["paper"]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def diagnosis_sha256(diagnosis):
    """The fingerprint of a signed diagnosis: with that of its note, whose text nobody guesses, so that it says nothing itself."""
    content = {
        name: diagnosis[name] for name in ("code", "description", "kind", "condition", "content_sha256")
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def canonical(value):
    """JSON with sorted keys and without spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _without_later(content):
    return {name: value for name, value in content.items() if value is not None or name not in LATER}


def still_there(brought, note):
    """Those of the brought texts that their part of the note still has: who edits one has read it."""
    return [one for one in brought if one["text"] in (note[one["part"]] or "")]


def must_come_from(brought, notes):
    """Raise Invalid for a text that its note, one of the patient's signed `notes` by id, does not have in that part."""
    for place, one in enumerate(brought):
        source = notes.get(one["note_id"])
        if source is None or one["text"] not in (source[one["part"]] or ""):
            raise Invalid.field(f"brought.{place}.text", "Esa nota firmada del paciente no dice eso.")


def must_be_reviewed(brought):
    if any(not one["reviewed"] for one in brought):
        raise Conflict(BROUGHT_UNREAD)


def conditions_must_fit(diagnoses):
    """What is only presumed has no condition. Raises Invalid with the field of the first that has."""
    for position, diagnosis in enumerate(diagnoses or ()):
        if diagnosis["condition"] is not None and diagnosis["kind"] != "DEFINITIVE":
            raise Invalid.field(
                f"diagnoses.{position}.condition",
                "Solo un diagnóstico definitivo dice si es inicial o de control.",
            )
