"""Growth for age by the LMS method of the WHO: z-scores, percentiles and their curves. Pure.

Up to 60 months by the Child Growth Standards (2006), where length is lying below 24 months; from 61 to 228 by the Growth
Reference for school-aged children and adolescents (2007), which has a weight for age up to 120 months only.
"""

import json
import math
from pathlib import Path


def table(name):
    return json.loads(Path(__file__).with_name(name).read_text())


# L, M and S of each completed month: from 0 on, and from 61 on.
STANDARDS, REFERENCE = table("who_growth_2006.json"), table("who_reference_2007.json")
STANDARDS_END = 60
SEXES = ("male", "female")
MEASURED = ("weight", "height", "bmi")
# The lines of a curve: the percentile, and how many deviations that is.
LINES = {"p3": -1.8808, "p15": -1.0364, "p50": 0.0, "p85": 1.0364, "p97": 1.8808}


def months_between(birth, day):
    """Completed months, None where the birth is not known."""
    if birth is None:
        return None
    return max((day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day), 0)


def bmi(weight, height):
    """kg/m², None without both."""
    if weight is None or height is None:
        return None
    return float(weight) / (float(height) / 100) ** 2


def parameters(gender, measure, months):
    """(L, M, S) at that age, None where the WHO has none."""
    key = f"{gender} {measure}"
    rows, first = (STANDARDS, 0) if months <= STANDARDS_END else (REFERENCE, STANDARDS_END + 1)
    return rows[key][months - first] if key in rows and months - first < len(rows[key]) else None


def growth(measured, gender, months):
    """z-score and percentile of weight, height and BMI for age, where the sex is known and the WHO has them. Else None."""
    if months is None or gender not in SEXES:
        return None
    values = {
        "weight": measured["weight"],
        "height": measured["height"],
        "bmi": bmi(measured["weight"], measured["height"]),
    }
    said = {
        name: scored(float(value), *of_age, height=name == "height")
        for name, value in values.items()
        if value is not None and (of_age := parameters(gender, name, months))
    }
    return said or None


def scored(value, box_cox, median, variation, height=False):
    """z and percentile of a value. Beyond ±3 a z of weight or BMI is measured in the distance of SD 2 to 3, as the WHO does."""
    z = (
        ((value / median) ** box_cox - 1) / (box_cox * variation)
        if box_cox
        else math.log(value / median) / variation
    )
    if abs(z) > 3 and not height:
        sign = math.copysign(1, z)
        three, two = (at(sign * n, box_cox, median, variation) for n in (3, 2))
        z = sign * 3 + (value - three) / abs(three - two)
    percentile = 50 * (1 + math.erf(z / math.sqrt(2)))
    return {"z": f"{z:.2f}", "percentile": f"{min(max(percentile, 0.1), 99.9):.1f}"}


def at(z, box_cox, median, variation):
    """The value that lies so many deviations from the median."""
    return (
        median * (1 + box_cox * variation * z) ** (1 / box_cox)
        if box_cox
        else median * math.exp(variation * z)
    )


def curves(gender, measure, months):
    """The lines of the percentiles by month, of the standards or of the reference: that which an age falls in."""
    rows, first = (STANDARDS, 0) if months <= STANDARDS_END else (REFERENCE, STANDARDS_END + 1)
    return [
        {"month": first + n} | {name: round(at(z, *of_age), 2) for name, z in LINES.items()}
        for n, of_age in enumerate(rows[f"{gender} {measure}"])
    ]


def chart(rows, birth_date, gender, measure):
    """The curves with the patient's own points, each row a measurement with the day it was taken on; None without any."""
    points = []
    for row in rows:
        months = months_between(birth_date, row["taken_on"])
        value = bmi(row["weight"], row["height"]) if measure == "bmi" else row[measure]
        if value is not None and (of_age := parameters(gender, measure, months)):
            percentile = scored(float(value), *of_age, height=measure == "height")["percentile"]
            points.append({"month": months, "value": round(float(value), 2), "percentile": percentile})
    if not points:
        return None
    last = max(point["month"] for point in points)
    early = last <= STANDARDS_END
    return {
        "measure": measure,
        "reference": "WHO_2006" if early else "WHO_2007",
        "curves": curves(gender, measure, last),
        "points": sorted(
            (point for point in points if (point["month"] <= STANDARDS_END) == early),
            key=lambda point: point["month"],
        ),
    }
