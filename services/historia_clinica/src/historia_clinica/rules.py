"""Decisions that every sub-domain takes alike. Pure: values in, a value or a Problem out."""

from common.problems import Invalid

NO_SUCH_PATIENT = "Ese paciente no existe."


def must_not_be_future(field, day, today):
    if day is not None and day > today:
        raise Invalid.field(field, "La fecha no puede ser futura.")


def changed(row, wanted):
    """Those of the `wanted` values that differ from what `row` holds."""
    return {name: value for name, value in wanted.items() if row[name] != value}


def with_dot(code):
    """`k021` as the classification prints it: `K02.1`."""
    letters = code.upper().replace(".", "")
    return f"{letters[:3]}.{letters[3:]}" if len(letters) > 3 else letters
