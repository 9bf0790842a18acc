"""Oral hygiene by sextants, as the simplified index of Greene and Vermillion counts it."""

from common.problems import Invalid
from historia_clinica.dental.rules.periodontium import mean

# The tooth of each sextant that stands for it: its own, the one beside it, the temporary one.
SEXTANTS = ((16, 17, 55), (11, 21, 51), (26, 27, 65), (36, 37, 75), (31, 41, 71), (46, 47, 85))
SEXTANT_OF = {tooth: number for number, teeth in enumerate(SEXTANTS, 1) for tooth in teeth}
MEASURES = ("plaque", "calculus", "gingivitis")
CONDITIONS = ("periodontal", "malocclusion", "fluorosis")
# The index is of a mouth of which at least two sextants were seen; up to 1.2 it is good and up to 3.0 fair.
FEWEST_SEXTANTS = 2
GOOD, FAIR = 12, 30
KEPT = "Un examen no se cambia ni se borra: retírelo con su motivo y regístrelo de nuevo."


def by_sextant(teeth):
    """The teeth with their sextants. Raises Invalid for a tooth that stands for none, or a sextant twice."""
    seen = set()
    for place, tooth in enumerate(teeth):
        sextant = SEXTANT_OF.get(tooth["tooth"])
        if sextant is None:
            raise Invalid.field(
                f"sextants.{place}.tooth",
                "Esa pieza no representa un sextante: 16, 17, 55 · 11, 21, 51 · 26, 27, 65 · 36, 37, 75 · 31, 41, 71 · 46, 47, 85.",
            )
        if sextant in seen:
            raise Invalid.field(f"sextants.{place}.tooth", "Ese sextante ya está, con otra pieza.")
        if all(tooth[measure] is None for measure in MEASURES):
            raise Invalid.field(f"sextants.{place}.plaque", "Escriba placa, cálculo o gingivitis.")
        seen.add(sextant)
    return [tooth | {"sextant": SEXTANT_OF[tooth["tooth"]]} for tooth in teeth]


def must_say_something(record):
    if not record["sextants"] and all(record[name] is None for name in CONDITIONS):
        raise Invalid.field("sextants", "Registre al menos un sextante o una de las condiciones.")


def described(row):
    return row | {"hygiene": hygiene(row["sextants"])}


def hygiene(sextants):
    """Each measure as the sum of what was seen over the teeth that it was seen on; plaque + calculus is the simplified index."""
    said = {measure: _averaged(sextants, measure) for measure in MEASURES}
    plaque, calculus = said["plaque"], said["calculus"]
    index = level = None
    if min(plaque["teeth"], calculus["teeth"]) >= FEWEST_SEXTANTS:
        of = plaque["teeth"] * calculus["teeth"]
        total = plaque["sum"] * calculus["teeth"] + calculus["sum"] * plaque["teeth"]
        index = mean(total, of)
        tenths = int(index.replace(".", ""))
        level = "GOOD" if tenths <= GOOD else "FAIR" if tenths <= FAIR else "POOR"
    return said | {"simplified": index, "level": level}


def _averaged(sextants, measure):
    seen = [tooth[measure] for tooth in sextants if tooth[measure] is not None]
    return {"sum": sum(seen), "teeth": len(seen), "average": hundredths(sum(seen), len(seen))}


def hundredths(total, of):
    """With two decimals, halves up; None of nothing."""
    if not of:
        return None
    value = (200 * total + of) // (2 * of)
    return f"{value // 100}.{value % 100:02}"
