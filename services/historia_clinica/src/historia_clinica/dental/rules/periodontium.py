"""What is measured around a tooth: six sites, furcations, mobility; what is computed of it."""

from common.problems import Invalid
from historia_clinica.dental.rules.teeth import ARCH_OF, ARCHES, is_temporary, replaced

SITES = ("DV", "V", "MV", "DL", "L", "ML")
ENTRANCES = ("V", "L", "M", "D")
MARKS = ("bleeding", "suppuration", "plaque")
MEASURES = ("depth", "margin", *MARKS)
PERMANENT = (*ARCHES[0], *ARCHES[3])


def entrances(tooth):
    """Where the furcation of a tooth can be entered; nowhere where it has one root."""
    upper, place = tooth < 30, tooth % 10
    if place >= 6:
        return ("V", "M", "D") if upper else ("V", "L")
    return ("M", "D") if upper and place == 4 else ()


def rows(teeth):
    """The teeth as they are kept, in the order in which they are drawn.

    Raises Invalid with the first field that cannot be: a tooth that is no permanent one or stands twice, something measured
    where there is none, a furcation where the root has no entrance.
    """
    kept = {}
    for place, tooth in enumerate(teeth):
        number, at = tooth["tooth"], f"teeth.{place}"
        if number not in ARCH_OF or is_temporary(number):
            raise Invalid.field(f"{at}.tooth", "Esa pieza no existe o no es permanente.")
        if number in kept:
            raise Invalid.field(f"{at}.tooth", f"La pieza {number} está repetida.")
        for entrance in ENTRANCES:
            if tooth["furcation"][entrance] is not None and entrance not in entrances(number):
                raise Invalid.field(
                    f"{at}.furcation.{entrance}", f"La pieza {number} no tiene esa entrada de furca."
                )
        kept[number] = _row(tooth)
        if tooth["absent"] and kept[number] != _row(empty(number, absent=True)):
            raise Invalid.field(f"{at}.absent", f"La pieza {number} consta como ausente: no tiene medidas.")
    return [kept[number] for number in PERMANENT if number in kept]


def _row(tooth):
    sites = [tooth["sites"][site] or {} for site in SITES]
    return {
        "tooth": tooth["tooth"],
        "absent": tooth["absent"],
        "mobility": tooth["mobility"],
        "furcation": [tooth["furcation"][entrance] for entrance in ENTRANCES],
        "depth": [site.get("depth") for site in sites],
        "margin": [site.get("margin") for site in sites],
    } | {mark: [site.get(mark, False) for site in sites] for mark in MARKS}


def empty(tooth, absent=False):
    return {
        "tooth": tooth,
        "absent": absent,
        "mobility": None,
        "furcation": dict.fromkeys(ENTRANCES),
        "sites": dict.fromkeys(SITES),
    }


def unmeasured(findings):
    """What a new periodontogram begins with: all permanent teeth, absent those that an odontogram says are not there."""
    gone, implants = set(), set()
    for finding in findings:
        kind = finding["kind"]
        if kind in ("ABSENT_CARIES", "ABSENT_OTHER", "UNERUPTED", "IMPACTED"):
            gone.add(finding["tooth"])
        if kind in ("BRIDGE", "REMOVABLE", "DENTURE") and finding["state"] == "DONE":
            gone.update(replaced(finding))
        if (kind, finding["state"]) == ("IMPLANT", "DONE"):
            implants.add(finding["tooth"])
    return rows([empty(tooth, absent=tooth in gone - implants) for tooth in PERMANENT])


def described(chart):
    """A periodontogram as it is answered: sites by name, with the attachment level, and its figures."""
    return chart | {"teeth": [_tooth(row) for row in chart["teeth"]], "indices": figures(chart["indices"])}


def summary(chart):
    return chart | {"indices": figures(chart["indices"])}


def _tooth(row):
    sites = zip(*(row[measure] for measure in MEASURES), strict=True)
    return {
        "tooth": row["tooth"],
        "absent": row["absent"],
        "mobility": row["mobility"],
        "furcation": dict(zip(ENTRANCES, row["furcation"], strict=True)),
        "sites": {
            name: dict(zip(MEASURES, site, strict=True)) | {"attachment": attachment(*site[:2])}
            for name, site in zip(SITES, sites, strict=True)
        },
    }


def attachment(depth, margin):
    """From the enamel line to the bottom, in mm; a margin below that line (recession) is negative."""
    return None if depth is None or margin is None else depth - margin


def figures(counted):
    """The counts, with what share of the examined sites bleeds and has plaque, and the means in mm."""
    sites = counted["sites"]
    return {
        **{name: counted[name] for name in ("sites", *MARKS, "deep_4", "deep_6")},
        "bleeding_percent": mean(100 * counted["bleeding"], sites),
        "plaque_percent": mean(100 * counted["plaque"], sites),
        "mean_depth": mean(counted["depth_sum"], counted["depth_sites"]),
        "mean_attachment": mean(counted["attachment_sum"], counted["attachment_sites"]),
    }


def mean(total, of):
    """With one decimal, halves up; None of nothing."""
    if not of:
        return None
    tenths = (20 * abs(total) + of) // (2 * of)
    return f"{'-' if total < 0 and tenths else ''}{tenths // 10}.{tenths % 10}"
