"""What a code is, and what it says of its paper. Pure but for chance."""

import secrets

from common.problems import Gone, NotFound

# Crockford's digits: none is taken for another when it is read aloud.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
NONE_OF_OURS = (
    "Ningún papel de esta clínica lleva ese código. Si lo leyó del papel entero, el papel no salió de aquí."
)
OVER = "El código de este papel venció. Pida a la clínica que lo compruebe."


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
