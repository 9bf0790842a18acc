"""Decisions that every sub-domain takes alike. Pure: values in, a value or a Problem out."""

from datetime import timedelta

from common.problems import Invalid

# How far the clocks of two machines may differ.
AHEAD = timedelta(minutes=5)
NO_SUCH_PATIENT = "Ese paciente no existe."


def must_not_be_future(field, day, today):
    if day is not None and day > today:
        raise Invalid.field(field, "La fecha no puede ser futura.")


def must_not_be_ahead(field, moment, now):
    if moment > now + AHEAD:
        raise Invalid.field(field, "La hora no puede ser futura.")


def must_not_precede_birth(field, day, patient):
    """What was seen or done in somebody is not of before they were born: the year is a slip of the hand."""
    if day is not None and patient["birth_date"] is not None and day < patient["birth_date"]:
        raise Invalid.field(field, "Es de antes de que el paciente naciera: revise el año.")


def changed(row, wanted):
    """Those of the `wanted` values that differ from what `row` holds."""
    return {name: value for name, value in wanted.items() if row[name] != value}


def with_dot(code):
    """`k021` as the classification prints it: `K02.1`."""
    letters = code.upper().replace(".", "")
    return f"{letters[:3]}.{letters[3:]}" if len(letters) > 3 else letters


def drawing(strokes):
    """The signature as SVG: its strokes and nothing else."""
    paths = "".join(f'<path d="{_path(stroke)}"/>' for stroke in strokes)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400" fill="none" stroke="#13262a" stroke-width="6" '
        f'stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
    )


def _path(stroke):
    first, *rest = [f"{x} {y}" for x, y in stroke]
    return f"M{first}" + ("".join(f"L{point}" for point in rest) or "l1 1")
