"""Who may share a professional's calendar, and what it says of patients. Values in, a value or a Problem out."""

from common.problems import Forbidden, NotFound

# How far back and ahead a calendar is told.
DAYS_BACK, DAYS_AHEAD = 30, 180
REVOKED = "Esta dirección no existe o se revocó."


def must_be_own(own, manages):
    if not (own or manages):
        raise Forbidden("Solo el propio profesional, o quien lleva los horarios, comparte su calendario.")


def must_be_there(feed):
    if feed is None:
        raise NotFound(REVOKED)


def called(name, how):
    """A patient as a calendar may show them: nobody, «A. P.» or «Ana P.»; never their surname, never a treatment."""
    words = name.split()
    if how == "NONE" or not words:
        return "Ocupado"
    last = words[-1] if len(words) > 1 else ""
    first = words[0] if how == "SHORT" else f"{words[0][0]}."
    return f"{first} {last[:1]}." if last else first
