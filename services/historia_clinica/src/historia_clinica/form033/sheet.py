"""The form as it is printed: sections A to P, the chart drawn in red and blue."""

from pathlib import Path

from common.clock import clinic_zone
from common.pdf import render
from historia_clinica import spanish
from historia_clinica.dental.rules.indices import indices
from historia_clinica.dental.rules.oral_health import SEXTANTS, hygiene
from historia_clinica.form033 import drawing
from historia_clinica.people import DOCUMENTS, SEX, coded, personal, signs_of

TEMPLATE = Path(__file__).with_name("sheet.typ")
SEVERITIES = {"NONE": "No", "MILD": "Leve", "MODERATE": "Moderada", "SEVERE": "Severa"}
ANGLE = {"NONE": "No", "ANGLE_I": "Angle I", "ANGLE_II": "Angle II", "ANGLE_III": "Angle III"}
HYGIENE = {"GOOD": "buena", "FAIR": "regular", "POOR": "mala"}
KINDS = {"RADIOGRAPH": "Radiografía", "LABORATORY": "Laboratorio"}
# What stands on a page beside the rest; the record holds the others.
MOST_SESSIONS = 9
# Each symbol of the legend, drawn on a tooth of its own: name, kind, states, the members that it needs.
LEGEND = (
    ("Caries", "CARIES", ("TODO",), {"faces": ["O", "M"]}),
    ("Obturación", "FILLING", ("TODO", "DONE"), {"faces": ["O"], "material": "RESIN"}),
    ("Sellante", "SEALANT", ("TODO", "DONE"), {}),
    ("Fractura", "FRACTURE", ("TODO",), {}),
    ("Endodoncia", "ENDODONTICS", ("TODO", "DONE"), {}),
    ("Perno muñón", "POST", ("TODO", "DONE"), {}),
    ("Implante", "IMPLANT", ("TODO", "DONE"), {}),
    ("Corona", "CROWN", ("TODO", "DONE"), {}),
    ("Extracción indicada", "EXTRACTION", ("TODO",), {}),
    ("Ausente por caries", "ABSENT_CARIES", ("DONE",), {}),
    ("Ausente, otra causa", "ABSENT_OTHER", ("DONE",), {}),
    ("Sin erupcionar", "UNERUPTED", ("FACT",), {}),
    ("Retenido", "IMPACTED", ("FACT",), {}),
    ("Diastema", "DIASTEMA", ("FACT",), {"side": "D"}),
    ("Supernumerario", "SUPERNUMERARY", ("FACT",), {"side": "D"}),
    ("Giroversión", "ROTATION", ("FACT",), {"side": "M"}),
    ("Recesión", "RECESSION", ("TODO",), {"value": 3}),
    ("Puente fijo", "BRIDGE", ("TODO", "DONE"), {}),
    ("Prótesis removible", "REMOVABLE", ("TODO", "DONE"), {}),
    ("Prótesis total", "DENTURE", ("TODO", "DONE"), {}),
)


def draw(form, clinic, now):
    """The PDF."""
    return render(TEMPLATE, clinic, now, content(form, now), **pictures(form))


def name_of(form):
    return f"formulario-033-{form['chart']['id']}"


def pictures(form):
    """The chart and the symbols of its legend, as SVG."""
    signs = {kind["id"]: kind["sign"] for kind in form["kinds"]}
    legend = {
        f"symbol-{kind}-{state}": drawing.sample(kind, state, more)
        for _, kind, states, more in LEGEND
        for state in states
    }
    return {"chart": drawing.chart(form["chart"]["findings"], signs)} | legend


def content(form, now):
    chart, patient, note = form["chart"], form["patient"], form["note"]
    moment = (chart["signed_at"] or now).astimezone(clinic_zone())
    figures = indices(chart["findings"])
    return {
        "draft": chart["status"] == "DRAFT",
        "patient": {
            "first_name": patient["first_name"],
            "last_name": patient["last_name"],
            "document_kind": DOCUMENTS.get(patient["document_type"], "Documento"),
            "document": patient["document_number"] or "sin documento",
            "sex": SEX[patient["gender"]],
            "age": spanish.age(patient["birth_date"], moment.date()),
        },
        "charted_on": f"{moment:%Y-%m-%dT%H:%M:%S}",
        "reason": note and note["reason"],
        "pregnant": pregnancy(form["background"], patient["gender"]),
        "illness": note and note["subjective"],
        "personal": personal(form["background"]),
        "no_allergies": form["denies"],
        "family": [one["description"] for one in form["background"] if one["category"] == "FAMILY"],
        "signs": signs_of(form["signs"]),
        "examination": note and note["objective"],
        "oral_health": oral_health(form["oral_health"]),
        "indices": {
            name: {part: str(teeth if part == "total" else len(teeth)) for part, teeth in index.items()}
            for name, index in figures.items()
        },
        "counted": counted(figures),
        "legend": [
            {"name": name, "pictures": [f"symbol-{kind}-{state}" for state in states]}
            for name, kind, states, _ in LEGEND
        ]
        + [{"name": f"{kind['name']}: {kind['sign']}", "pictures": []} for kind in used(form)],
        "examinations": [
            f"{KINDS[one['kind']]}: {one['title']}"
            + (f", {one['taken_on']:%d/%m/%Y}" if one["taken_on"] else "")
            for one in form["examinations"]
        ],
        "diagnoses": coded(note["diagnoses"] if note else []),
        "professional": professional(form),
        "sessions": [session(number, one) for number, one in enumerate(form["sessions"], 1)],
        "sha256": chart["sha256"],
    }


def used(form):
    found = {finding["custom_finding_id"] for finding in form["chart"]["findings"]}
    return [kind for kind in form["kinds"] if kind["id"] in found]


def pregnancy(background, gender):
    if any(one["category"] == "PREGNANCY" for one in background):
        return "Sí"
    return "No aplica" if gender == "male" else "No consta"


def oral_health(record):
    """The rows of the six sextants, their averages, and the conditions; None where none was recorded."""
    if record is None:
        return None
    seen = {
        next(n for n, teeth in enumerate(SEXTANTS) if one["tooth"] in teeth): one
        for one in record["sextants"]
    }
    said, dash = hygiene(record["sextants"]), "—"
    value = lambda one, name: dash if one is None or one[name] is None else str(one[name])  # noqa: E731
    rows = []
    for number, teeth in enumerate(SEXTANTS):
        one = seen.get(number)
        marks = [f"{tooth} ×" if one and one["tooth"] == tooth else str(tooth) for tooth in teeth]
        rows.append([*marks, *(value(one, name) for name in ("plaque", "calculus", "gingivitis"))])
    averages = [
        (said[name]["average"] or dash).replace(".", ",") for name in ("plaque", "calculus", "gingivitis")
    ]
    level = (
        said["level"]
        and f"Higiene oral simplificada {said['simplified'].replace('.', ',')}: {HYGIENE[said['level']]}"
    )
    return {
        "rows": rows,
        "averages": averages,
        "level": level,
        "periodontal": SEVERITIES.get(record["periodontal"], "No consta"),
        "malocclusion": ANGLE.get(record["malocclusion"], "No consta"),
        "fluorosis": SEVERITIES.get(record["fluorosis"], "No consta"),
    }


def counted(figures):
    """Which teeth each component counts, in words."""
    letters = (
        ("cpo", "decayed", "C"),
        ("cpo", "missing", "P"),
        ("cpo", "filled", "O"),
        ("ceo", "decayed", "c"),
        ("ceo", "extracted", "e"),
        ("ceo", "filled", "o"),
    )
    return "  ·  ".join(
        f"{letter}: {', '.join(map(str, figures[index][part]))}"
        for index, part, letter in letters
        if figures[index][part]
    )


def professional(form):
    chart, said = form["chart"], form["professional"] or {}
    signer = chart["signed_by"] or chart["author"]
    return {
        "name": signer["name"],
        "specialty": said.get("specialty"),
        "registration": said.get("professional_registration"),
    }


def session(number, one):
    day = one["signed_at"].astimezone(clinic_zone())
    return {
        "number": str(number),
        "date": f"{day:%d/%m/%Y}",
        "diagnoses": ", ".join(one["codes"]) or "—",
        "procedures": one["plan"] or one["reason"],
        "prescribed": "; ".join(one["prescribed"]) or "—",
        "by": one["signed_by_name"],
    }
