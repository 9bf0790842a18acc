"""Decisions that every sub-domain takes alike. Pure: values in, a value or a Problem out."""

from common.problems import Forbidden, Invalid

NO_SUCH_PATIENT = "Ese paciente no existe."
REGISTERED = {"PHYSICIAN", "DENTIST", "OBSTETRICIAN"}


def must_not_be_future(field, day, today):
    if day is not None and day > today:
        raise Invalid.field(field, "La fecha no puede ser futura.")


def must_be_registered(practitioner, today, act):
    """Raise Forbidden for who may not do the `act` («recetar»). `practitioner` is what `auth` says of the caller, None where
    they do not attend."""
    if practitioner is None or practitioner["registration_kind"] not in REGISTERED:
        raise Forbidden(
            f"Solo los médicos, odontólogos y obstetras pueden {act}: su ficha de usuario no dice que usted sea uno. Pida que "
            "la completen en Usuarios."
        )
    if not practitioner["professional_registration"]:
        raise Forbidden(
            f"Para {act} hace falta su número de registro profesional: pida que lo anoten en Usuarios."
        )
    until = practitioner["registration_expires_on"]
    if until is not None and until < f"{today:%Y-%m-%d}":
        day, month, year = until[8:10], until[5:7], until[:4]
        raise Forbidden(
            f"Su registro profesional venció el {day}/{month}/{year}: hasta renovarlo no puede {act}."
        )


def as_registered(practitioner):
    """What a paper keeps of who makes it, as they were registered at that moment."""
    return {
        "kind": practitioner["registration_kind"],
        "registration": practitioner["professional_registration"],
        "expires_on": practitioner["registration_expires_on"],
        "specialty": practitioner["specialty"],
    }


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
