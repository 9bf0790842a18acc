"""Whether one set of permissions is within another, and the words where it is not. No HTTP, no SQL."""

from auth.permissions import CLIENTS_ONLY, FOR_ROLES, PERMISSIONS
from common.problems import Forbidden

# More are counted, not named: the sentence is to be read.
NAMED = 4


def grantable(held):
    """What somebody who holds `held` may hand on.

    No person holds what is for programs only; who holds all that a person can may give it to a program.
    """
    return held | CLIENTS_ONLY if held >= set(FOR_ROLES) else held


def must_be_within(mine, wanted, sentence, field=None):
    """Raise Forbidden with `sentence` and the names of what is `wanted` and not `mine`."""
    missing = [name for name in PERMISSIONS if name in wanted and name not in mine]
    if missing:
        more = f" y {len(missing) - NAMED} más" if len(missing) > NAMED else ""
        names = "; ".join(PERMISSIONS[name] for name in missing[:NAMED])
        detail = f"{sentence} Le falta: {names}{more}."
        errors = [{"field": field, "message": detail}] if field else None
        raise Forbidden(detail, errors=errors, missing=missing)
