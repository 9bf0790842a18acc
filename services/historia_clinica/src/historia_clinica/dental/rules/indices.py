"""CPO-D of the permanent teeth and ceo-d of the temporary ones, with the teeth of each component.

A tooth counts once: lost, else decayed, else filled. Lost by caries is what is absent by caries or has an implant, and what a
bridge (pontic), a removable or a total prosthesis replaces, unless the chart says that it is absent for another cause; a total
prosthesis loses no third molar. Decayed is caries, an indicated root canal or an indicated extraction; filled is a filling, a
root canal, a post or a crown that was made, and the pillar of a bridge. Of a temporary tooth an indicated extraction counts
as extracted. What is unerupted, impacted or sealed counts nothing by that.
"""

from collections import defaultdict

from historia_clinica.dental.rules.teeth import ARCH_OF, covered, is_temporary, is_third_molar, replaced

PROSTHESES = ("BRIDGE", "REMOVABLE", "DENTURE")
# What only a tooth that is still in the mouth has: a prosthesis that is yet to be made has not replaced it.
OF_A_TOOTH = {
    "CARIES",
    "FILLING",
    "SEALANT",
    "FRACTURE",
    "ENDODONTICS",
    "POST",
    "CROWN",
    "EXTRACTION",
    "ROTATION",
    "RECESSION",
    "MOBILITY",
}
FILLED = {
    ("FILLING", "DONE"),
    ("ENDODONTICS", "DONE"),
    ("POST", "DONE"),
    ("CROWN", "DONE"),
    ("PILLAR", "DONE"),
}


def indices(findings):
    found = by_tooth(findings)
    cpo = {"decayed": [], "missing": [], "filled": []}
    ceo = {"decayed": [], "extracted": [], "filled": []}
    for tooth, has in sorted(found.items()):
        index, lost = (ceo, "extracted") if is_temporary(tooth) else (cpo, "missing")
        if is_lost(tooth, has):
            index[lost].append(tooth)
        elif is_decayed(has):
            index["decayed"].append(tooth)
        elif has & FILLED:
            index["filled"].append(tooth)
    return {
        name: index | {"total": sum(len(teeth) for teeth in index.values())}
        for name, index in (("cpo", cpo), ("ceo", ceo))
    }


def by_tooth(findings):
    """{tooth: {(kind, state)}}; a prosthesis is a REPLACED of the teeth it stands for and a PILLAR of its pillars.

    DENTURE marks every tooth of its arch, also those that it does not reach.
    """
    found = defaultdict(set)
    for finding in findings:
        kind, state = finding["kind"], finding["state"]
        if kind not in PROSTHESES:
            found[finding["tooth"]].add((kind, state))
            continue
        for tooth in replaced(finding):
            found[tooth].add(("REPLACED", state))
        if kind == "BRIDGE":
            for tooth in finding["pillars"]:
                found[tooth].add(("PILLAR", state))
        if kind == "DENTURE":
            for tooth in ARCH_OF[finding["tooth"]]:
                found[tooth].add(("DENTURE", state))
    return found


def is_lost(tooth, has):
    kinds = {kind for kind, _ in has}
    if is_temporary(tooth) and "EXTRACTION" in kinds:
        return True
    if "ABSENT_OTHER" in kinds or "UNERUPTED" in kinds or ("DENTURE" in kinds and is_third_molar(tooth)):
        return False
    if "ABSENT_CARIES" in kinds or has & {("IMPLANT", "DONE"), ("REPLACED", "DONE")}:
        return True
    return ("REPLACED", "TODO") in has and not kinds & OF_A_TOOTH


def is_decayed(has):
    kinds = {kind for kind, _ in has}
    return (
        "CARIES" in kinds
        or ("ENDODONTICS", "TODO") in has
        or ("EXTRACTION" in kinds and "IMPACTED" not in kinds)
    )


def counts(findings):
    """How many teeth have something to do, something done, are absent, or have a fact; what is unerupted is none of it."""
    teeth = {"todo": set(), "done": set(), "absent": set(), "fact": set()}
    for finding in findings:
        if finding["kind"] != "UNERUPTED":
            absent = finding["kind"] in ("ABSENT_CARIES", "ABSENT_OTHER")
            teeth["absent" if absent else finding["state"].lower()].update(covered(finding))
    return {name: len(those) for name, those in teeth.items()}


def summary(row):
    """A version as a list shows it: its figures in place of its findings."""
    return {name: value for name, value in row.items() if name != "findings"} | {
        "indices": {
            name: {part: teeth if part == "total" else len(teeth) for part, teeth in index.items()}
            for name, index in indices(row["findings"]).items()
        },
        "counts": counts(row["findings"]),
    }


def described(row):
    """A version as it is answered whole."""
    return row | {"indices": indices(row["findings"])}
