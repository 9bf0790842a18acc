"""A session put together with what is expected in it, its last count and its closings."""

from decimal import Decimal

from common.web.http import found
from facturacion.cash import rules
from facturacion.cash.queries import closings, sessions, tills

NOT_FOUND = "No existe esa caja abierta."


def detail(db, id, me):
    """The session as `me` may see it: under a blind count, what is expected only once its holder has counted."""
    session = found(sessions.get(db, id), NOT_FOUND)
    expected = sessions.expected(db, id)
    count = closings.last_count(db, id)
    if count:
        count["current"] = count.pop("last_movement") == sessions.last_movement(db, id)
    silent = blind_for(db, session, me) and not (count and count["current"])
    cash = next((row["amount"] for row in expected if row["method"] == rules.CASH), Decimal("0.00"))
    return session | {
        "blind": silent,
        "expected": None if silent else expected,
        "expected_cash": None if silent else cash,
        "collected": None if silent else sessions.collected(db, id),
        "payments": sum(row["payments"] for row in expected),
        "count": count,
        "counts": closings.counts(db, id),
        "closings": closings.of_session(db, id),
    }


def blind_for(db, session, me):
    """Whether what is expected in an open session is kept from them."""
    return session["closed_at"] is None and tills.rules(db)["blind_count"] and not me.may("cash:supervise")


def own(db, me):
    """The caller's open session with all of it; else None."""
    session = sessions.open_of(db, me.id)
    return {"session": session and detail(db, session["id"], me)}


def must_be_visible(session, me):
    """Whoever may not see all the tills sees their own."""
    if not me.may("cash:read"):
        rules.must_be_own(session, me)


def movements(db, wanted, id, me):
    """What moved in a session, oldest first."""
    session = found(sessions.get(db, id), NOT_FOUND)
    must_be_visible(session, me)
    return sessions.movements(db, wanted, id)
