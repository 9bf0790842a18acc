"""What a finding needs, what contradicts what, and who noted it first."""

from common.problems import Invalid
from historia_clinica.dental.rules.indices import PROSTHESES
from historia_clinica.dental.rules.teeth import ARCH_OF, FACES, between, covered, replaced

# The states that each kind can have; of the clinic's own kinds each says its own.
STATES = {
    "CARIES": ("TODO",),
    "FILLING": ("TODO", "DONE"),
    "SEALANT": ("TODO", "DONE"),
    "FRACTURE": ("TODO",),
    "ENDODONTICS": ("TODO", "DONE"),
    "POST": ("TODO", "DONE"),
    "IMPLANT": ("TODO", "DONE"),
    "BRIDGE": ("TODO", "DONE"),
    "REMOVABLE": ("TODO", "DONE"),
    "DENTURE": ("TODO", "DONE"),
    "CROWN": ("TODO", "DONE"),
    "EXTRACTION": ("TODO",),
    "ABSENT_CARIES": ("DONE",),
    "ABSENT_OTHER": ("DONE",),
    "UNERUPTED": ("FACT",),
    "IMPACTED": ("FACT", "TODO"),
    "SUPERNUMERARY": ("FACT", "TODO"),
    "DIASTEMA": ("FACT", "TODO"),
    "ROTATION": ("FACT", "TODO"),
    "RECESSION": ("TODO",),
    "MOBILITY": ("TODO",),
}
WITH_FACES = ("CARIES", "FILLING")
LONGEST = {"RECESSION": 12, "MOBILITY": 3}
WITH_SIDE = ("DIASTEMA", "SUPERNUMERARY", "ROTATION")
WORDS = {
    "CARIES": "caries",
    "FILLING": "obturación",
    "SEALANT": "sellante",
    "FRACTURE": "fractura",
    "ENDODONTICS": "endodoncia",
    "POST": "perno",
    "IMPLANT": "implante",
    "BRIDGE": "puente fijo",
    "REMOVABLE": "prótesis removible",
    "DENTURE": "prótesis total",
    "CROWN": "corona",
    "EXTRACTION": "extracción indicada",
    "ABSENT_CARIES": "ausente por caries",
    "ABSENT_OTHER": "ausente por otra causa",
    "UNERUPTED": "sin erupcionar",
    "IMPACTED": "retenido",
    "SUPERNUMERARY": "supernumerario",
    "DIASTEMA": "diastema",
    "ROTATION": "giroversión",
    "RECESSION": "recesión",
    "MOBILITY": "movilidad",
    "CUSTOM": "hallazgo de la clínica",
}
# What only a tooth can have, and what a crown on an implant can have too.
NEEDS_A_TOOTH = {
    "CARIES",
    "FILLING",
    "SEALANT",
    "FRACTURE",
    "ENDODONTICS",
    "POST",
    "EXTRACTION",
    "ROTATION",
}
NEEDS_SOMETHING = NEEDS_A_TOOTH | {"CROWN", "RECESSION", "MOBILITY"}
WHERE_IT_IS = {"ABSENT_CARIES", "ABSENT_OTHER", "UNERUPTED", "IMPACTED"}
# What a tooth in that place cannot have beside it.
EXCLUDES = {
    "ABSENT_CARIES": WHERE_IT_IS,
    "ABSENT_OTHER": WHERE_IT_IS,
    "UNERUPTED": WHERE_IT_IS | {"IMPLANT"},
    "IMPACTED": WHERE_IT_IS | {"SEALANT", "CROWN", "POST"},
}
IDENTITY = (
    "tooth",
    "to_tooth",
    "kind",
    "state",
    "faces",
    "material",
    "value",
    "side",
    "pillars",
    "custom_finding_id",
    "remark",
)
NOTED = ("noted_at", "noted_by")


def whole(findings, custom, before=()):
    """The findings in the form in which they are kept; `custom` are the clinic's own kinds by id.

    A kind that was retired stays where it was `before` and is found nowhere else.
    Raises Invalid with the first field that is missing, does not belong to its kind, or contradicts another finding.
    """
    there = {(finding["tooth"], finding["custom_finding_id"]) for finding in before}
    kept = []
    for place, finding in enumerate(findings):
        usable = {id for id, kind in custom.items() if kind["active"] or (finding["tooth"], id) in there}
        kept.append(_whole(place, finding, {id: custom[id] for id in usable}))
    _must_stand_once(kept)
    _must_not_contradict(kept)
    return kept


def _whole(place, given, custom):
    def refuse(field, message):
        raise Invalid.field(f"findings.{place}.{field}", message)

    finding, kind = dict(given), given["kind"]
    word = WORDS[kind].capitalize()
    if finding["tooth"] not in ARCH_OF:
        refuse("tooth", "Esa pieza no existe.")
    if (kind == "CUSTOM") != (finding["custom_finding_id"] is not None):
        refuse(
            "custom_finding_id", "Diga cuál de los hallazgos de la clínica es, y solo de un hallazgo propio."
        )
    if kind == "CUSTOM" and finding["custom_finding_id"] not in custom:
        refuse("custom_finding_id", "Ese hallazgo de la clínica no existe o ya no se usa.")
    states = custom[finding["custom_finding_id"]]["states"] if kind == "CUSTOM" else STATES[kind]
    if finding["state"] not in states:
        refuse("state", f"{word} no lleva ese estado.")
    if bool(finding["faces"]) != (kind in WITH_FACES):
        refuse(
            "faces", f"{word} lleva al menos una cara." if kind in WITH_FACES else f"{word} no lleva caras."
        )
    finding["faces"] = [face for face in FACES if face in finding["faces"]]
    if finding["material"] is not None and kind != "FILLING":
        refuse("material", "Solo una obturación lleva material.")
    if kind in LONGEST:
        if finding["value"] is None or not 0 <= finding["value"] <= LONGEST[kind]:
            unit = "los milímetros" if kind == "RECESSION" else "el grado"
            refuse("value", f"{word} lleva {unit}, de 0 a {LONGEST[kind]}.")
    elif finding["value"] is not None:
        refuse("value", f"{word} no lleva valor.")
    if (finding["side"] is not None) != (kind in WITH_SIDE):
        refuse(
            "side",
            f"{word} lleva su lado: mesial o distal." if kind in WITH_SIDE else f"{word} no lleva lado.",
        )
    return _spanning(finding, refuse)


def _spanning(finding, refuse):
    kind, last = finding["kind"], finding["to_tooth"]
    word = WORDS[kind].capitalize()
    if kind not in PROSTHESES:
        if last is not None:
            refuse("to_tooth", f"{word} es de una sola pieza.")
        if finding["pillars"]:
            refuse("pillars", f"{word} no lleva pilares.")
        return finding
    if last not in ARCH_OF[finding["tooth"]] or last == finding["tooth"]:
        refuse("to_tooth", f"{word} va hasta otra pieza de la misma arcada.")
    teeth = between(finding["tooth"], last)
    if kind == "DENTURE" and finding["pillars"]:
        refuse("pillars", "Una prótesis total no lleva pilares.")
    if set(finding["pillars"]) - set(teeth):
        refuse("pillars", "Los pilares están entre la primera y la última pieza.")
    finding |= {
        "tooth": teeth[0],
        "to_tooth": teeth[-1],
        "pillars": [tooth for tooth in teeth if tooth in finding["pillars"]],
    }
    if kind == "BRIDGE" and not 0 < len(finding["pillars"]) < len(teeth):
        refuse("pillars", "Un puente fijo lleva al menos un pilar y al menos un póntico.")
    if kind == "REMOVABLE" and len(finding["pillars"]) == len(teeth):
        refuse("pillars", "Una prótesis removible reemplaza al menos una pieza.")
    return finding


def _must_stand_once(findings):
    seen = set()
    for place, finding in enumerate(findings):
        kind = finding["kind"]
        if kind in WITH_FACES:
            marks = {(finding["tooth"], kind, finding["state"], face) for face in finding["faces"]}
        elif kind in PROSTHESES:
            marks = {(tooth, kind, finding["state"]) for tooth in covered(finding)}
        else:
            marks = {(finding["tooth"], kind, finding["side"], finding["custom_finding_id"])}
        if marks & seen:
            raise Invalid.field(
                f"findings.{place}.kind",
                f"La pieza {finding['tooth']} ya tiene {WORDS[kind]}: está repetido.",
            )
        seen |= marks


def _must_not_contradict(findings):
    """Raise Invalid with the first finding that cannot be where it is said to be, and the reason."""
    places, implants, bridged = {}, set(), {}
    for finding in findings:
        if finding["kind"] in EXCLUDES:
            places.setdefault(finding["tooth"], []).append(finding["kind"])
        if (finding["kind"], finding["state"]) == ("IMPLANT", "DONE"):
            implants.add(finding["tooth"])
        if finding["kind"] in PROSTHESES and finding["state"] == "DONE":
            for tooth in replaced(finding):
                bridged.setdefault(tooth, []).append(finding["kind"])
    for place, finding in enumerate(findings):
        kind, tooth = finding["kind"], finding["tooth"]

        def refuse(reason):
            raise Invalid.field(
                f"findings.{place}.kind", f"{WORDS[kind].capitalize()} en la pieza {tooth}: {reason}."
            )

        needs = NEEDS_A_TOOTH if tooth in implants else NEEDS_SOMETHING
        for where in places.get(tooth, ()):
            if where != kind and kind in EXCLUDES[where]:
                refuse(f"la pieza consta como {WORDS[where]}")
            if where != "IMPACTED" and kind in needs:
                refuse(f"la pieza consta como {WORDS[where]}")
        if tooth in implants and kind in NEEDS_A_TOOTH | {"UNERUPTED", "IMPACTED"}:
            refuse("en su lugar hay un implante")
        if kind in needs and tooth in bridged:
            refuse(f"la reemplaza una prótesis ({WORDS[bridged[tooth][0]]})")
        for pillar in finding["pillars"]:
            gone = [where for where in places.get(pillar, ()) if where != "IMPACTED"]
            if finding["state"] == "DONE" and gone and pillar not in implants:
                refuse(f"su pilar {pillar} consta como {WORDS[gone[0]]}")
        if kind == "DENTURE" and finding["state"] == "DONE":
            under = [
                other for one in covered(finding) for other in bridged.get(one, ()) if other != "DENTURE"
            ]
            if under:
                refuse(f"en esa arcada hay una prótesis ({WORDS[under[0]]})")


def noted(findings, before, now, author):
    """Each finding with who noted it and when: as it was noted where one of those `before` is the same, else now."""
    known = {identity(finding): {name: finding[name] for name in NOTED} for finding in reversed(before)}
    new = {"noted_at": now, "noted_by": author}
    return [finding | known.get(identity(finding), new) for finding in findings]


def identity(finding):
    return tuple(
        tuple(value) if isinstance(value, list) else value for value in (finding[name] for name in IDENTITY)
    )


def differ(findings, others):
    return [identity(finding) for finding in findings] != [identity(finding) for finding in others]
