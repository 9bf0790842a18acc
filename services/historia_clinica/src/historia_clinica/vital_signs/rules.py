"""What is plausible at an age, and what is computed from measurements. Pure: values in, values or Problems out."""

from common.problems import Invalid
from historia_clinica.vital_signs.growth import bmi, growth, months_between

KEPT = "Una medida no se cambia ni se borra: retírela con su motivo y tómela de nuevo."
MEASURES = (
    "systolic",
    "diastolic",
    "pulse",
    "respiration",
    "temperature",
    "saturation",
    "weight",
    "height",
    "head",
    "glucose",
    "pain",
)
# Below and above these a measurement is pointed out, since it may be a slip of the hand: margins of this suite, wide on
# purpose, and no clinical reference. From this age in months on: (measure, low, high).
PLAUSIBLE = {
    0: {
        "systolic": (55, 120),
        "diastolic": (25, 80),
        "pulse": (80, 190),
        "respiration": (20, 65),
        "weight": (1.5, 16),
        "height": (40, 90),
        "head": (28, 52),
    },
    12: {
        "systolic": (70, 130),
        "diastolic": (35, 85),
        "pulse": (65, 170),
        "respiration": (15, 45),
        "weight": (6, 35),
        "height": (65, 130),
        "head": (40, 56),
    },
    72: {
        "systolic": (75, 145),
        "diastolic": (40, 95),
        "pulse": (50, 150),
        "respiration": (12, 35),
        "weight": (13, 100),
        "height": (95, 190),
        "head": (45, 62),
    },
    168: {
        "systolic": (85, 180),
        "diastolic": (45, 110),
        "pulse": (40, 130),
        "respiration": (8, 30),
        "weight": (30, 200),
        "height": (125, 210),
        "head": (48, 65),
    },
}
AT_ANY_AGE = {"temperature": (35, 39.5), "saturation": (90, 100), "glucose": (60, 250)}


def plausible(months):
    """(low, high) of each measure at that age; of an adult where it is not known."""
    age = PLAUSIBLE[max(start for start in PLAUSIBLE if start <= (168 if months is None else months))]
    return AT_ANY_AGE | age


def unusual(measured, months):
    """The measures that are below or above what is plausible at that age."""
    ranges = plausible(months)
    return [
        name
        for name in MEASURES
        if measured[name] is not None
        and name in ranges
        and not ranges[name][0] <= float(measured[name]) <= ranges[name][1]
    ]


def described(row):
    """What is answered of a measurement: with its BMI, growth, and what is unusual, at the age it was taken at."""
    months = months_between(row["birth_date"], row["taken_on"])
    index = bmi(row["weight"], row["height"])
    return {
        name: value for name, value in row.items() if name not in ("birth_date", "gender", "taken_on")
    } | {
        "bmi": None if index is None else f"{index:.1f}",
        "growth": growth(row, row["gender"], months),
        "unusual": unusual(row, months),
    }


def must_measure_something(measured):
    if all(measured[name] is None for name in MEASURES):
        raise Invalid.field("systolic", "Escriba al menos una medida.")
    if (measured["systolic"] is None) != (measured["diastolic"] is None):
        raise Invalid.field(
            "systolic" if measured["systolic"] is None else "diastolic", "La presión lleva las dos cifras."
        )
    if measured["systolic"] is not None and measured["diastolic"] >= measured["systolic"]:
        raise Invalid.field("diastolic", "La diastólica es la menor de las dos.")
