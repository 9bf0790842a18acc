"""Who issues and annuls a paper, what a code is, and what it says of its paper. Pure but for chance."""

import secrets

from common.problems import Conflict, Forbidden, Gone, NotFound

REGISTERED = {"PHYSICIAN", "DENTIST", "OBSTETRICIAN"}

# Crockford's digits: none is taken for another when it is read aloud.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
NONE_OF_OURS = (
    "Ningún papel de esta clínica lleva ese código. Si lo leyó del papel entero, el papel no salió de aquí."
)
OVER = "El código de este papel venció. Pida a la clínica que lo compruebe."


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


def must_stand(paper, row):
    if row["annulled"] is not None:
        raise Conflict(paper.annulled)


def must_be_own(paper, row, user):
    who = row[paper.issuer]
    if who["id"] != user.id:
        raise Forbidden(paper.foreign.format(who["name"]))


def new_code():
    """128 random bits and two more."""
    return "".join(secrets.choice(DIGITS) for _ in range(LENGTH))


def looks_like(code):
    return len(code) == LENGTH and set(code) <= set(DIGITS)


def must_be_ours(row, now):
    """Raise NotFound for a code that no paper has, Gone for one that has ended."""
    if row is None:
        raise NotFound(NONE_OF_OURS)
    if row["expires_at"] <= now:
        raise Gone(OVER)


def state_of(row):
    """CHANGED is what never happens: the record does not say any more what was printed."""
    if row["content_sha256"] != row["sha256_now"]:
        return "CHANGED"
    return "ANNULLED" if row["annulled_at"] is not None else "VALID"
