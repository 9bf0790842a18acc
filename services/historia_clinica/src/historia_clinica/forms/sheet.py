"""The forms as they are printed."""

from datetime import datetime
from pathlib import Path

from common.clock import clinic_zone
from common.pdf import codes, render
from historia_clinica.people import coded, patient_of, personal, printed_patient, signs_of

HERE = Path(__file__).parent
VISITS = {"FIRST": "Primera", "SUBSEQUENT": "Subsecuente", None: "No consta"}
KINDS = {"REFERRAL": "Referencia", "DERIVATION": "Derivación", "COUNTER_REFERRAL": "Contrarreferencia"}
REASONS = {
    "LIMITED_CAPACITY": "Limitada capacidad resolutiva",
    "NO_PROFESSIONAL": "Falta de profesional",
    "FOLLOW_UP": "Seguimiento",
    "OTHER": "Otro",
}
EXAMINATIONS = {"RADIOGRAPH": "Radiografía", "LABORATORY": "Laboratorio"}


def consultation(form, code, clinic, now):
    """Form 002: a signed note, with the code by which it is told from a forged one."""
    return render(
        HERE / "form_002.typ",
        clinic,
        now,
        of_note(form) | {"sha256": code["content_sha256"]},
        qr=codes.square(code["url"]),
    )


def referral(form, wish, clinic, now):
    """Form 053: to whom the patient is sent, and what the note says of them."""
    asked = {
        "kind": KINDS[wish["kind"]],
        "reason": REASONS[wish["reason"]],
        **{name: wish[name] for name in ("institution", "service", "specialty", "findings")},
    }
    return render(HERE / "form_053.typ", clinic, now, of_note(form) | {"referral": asked})


def evolution(form, clinic, now):
    """Form 005: what was noted and prescribed, by day."""
    content = {
        "patient": printed_patient(patient_of(form["patient"], now)),
        "first": f"{form['first']:%Y-%m-%d}",
        "last": f"{form['last']:%Y-%m-%d}",
        "notes": [
            {
                "at": local(one["signed_at"]),
                "parts": parts(one),
                "codes": ", ".join(one["codes"]),
                "prescribed": one["prescribed"],
                "by": one["signed_by_name"]
                + (f" · refrendó {one['cosigned_by_name']}" if one["cosigned_by_name"] else "")
                + (" · pendiente de refrendo" if one["waits"] else "")
                + (" · devuelta sin refrendo: no vale" if one["returned"] else ""),
                "sha256": one["content_sha256"][:16],
            }
            for one in form["notes"]
        ],
    }
    return render(HERE / "form_005.typ", clinic, now, content)


def of_note(form):
    note, said = form["note"], form["professional"] or {}
    return {
        "patient": printed_patient(patient_of(form["patient"], note["signed_at"])),
        "signed_at": local(note["signed_at"]),
        "reason": note["reason"],
        "visit": VISITS[note["visit"]],
        "personal": personal(form["background"]),
        "no_allergies": form["denies"],
        "family": [one["description"] for one in form["background"] if one["category"] == "FAMILY"],
        "illness": note["subjective"],
        "signs": signs_of(form["signs"]),
        "examination": note["objective"],
        "filled": filled(note["form"]),
        "analysis": note["assessment"],
        "diagnoses": coded(note["diagnoses"]),
        "plan": note["plan"],
        "prescribed": form["prescribed"],
        "examinations": [
            f"{EXAMINATIONS[one['kind']]}: {one['title']}"
            + (f", {one['taken_on']:%d/%m/%Y}" if one["taken_on"] else "")
            for one in form["examinations"]
        ],
        "addenda": [
            {"by": one["author"]["name"], "at": local(one["created_at"]), "text": one["text"]}
            for one in note["addenda"]
        ],
        "professional": {
            "name": note["signed_by"]["name"],
            "specialty": said.get("specialty"),
            "registration": said.get("professional_registration"),
        },
        "supervision": supervision(note["supervision"]),
        "attended_at": note["paper"] and local(note["paper"]["attended_at"]),
    }


def supervision(kept):
    """Who co-signed, and when; who is to, while it waits; who sent it back; None of a note whose author signs alone."""
    if kept is None:
        return None
    if back := kept["returned"]:
        return {
            "said": "Devuelta sin refrendo, no vale:",
            "by": back["by"]["name"],
            "at": local(back["at"]),
            "remark": back["reason"],
        }
    return {
        "said": "Refrendada por" if kept["cosigned_by"] else "Pendiente de refrendo de",
        "by": (kept["cosigned_by"] or kept["supervisor"])["name"],
        "at": kept["cosigned_at"] and local(kept["cosigned_at"]),
        "remark": kept["remark"],
    }


def filled(form):
    """The fields of the note's template that were filled in."""
    if form is None:
        return []
    return [
        {
            "label": field["label"] + (f" ({field['unit']})" if field["unit"] else ""),
            "value": value if isinstance(value, str) else "; ".join(" · ".join(row) for row in value),
        }
        for field in form["fields"]
        if (value := form["values"].get(field["key"]))
    ]


def parts(note):
    named = (
        ("", "reason"),
        ("S: ", "subjective"),
        ("O: ", "objective"),
        ("A: ", "assessment"),
        ("P: ", "plan"),
    )
    return [f"{label}{note[name]}" for label, name in named if note[name]]


def local(moment):
    """The clinic's hour. What comes out of a jsonb is text."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return f"{moment.astimezone(clinic_zone()):%Y-%m-%dT%H:%M:%S}"
