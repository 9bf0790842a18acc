"""The question that every grant asks before it is written."""

from auth.grants import queries, rules
from common.web.auth import me

BEYOND = "No puede dar lo que usted no tiene."


def held(tx):
    """What the caller may hand on: the permissions of their token that they still hold. Until the commit, nobody else
    grants anything.

    A token whose subject was never stored is one that the installation signed for itself; it is what it says.
    """
    queries.one_at_a_time(tx)
    who = me()
    stored = queries.of_client(tx, who.id) if who.is_client else queries.of_user(tx, int(who.id))
    return rules.grantable(who.permissions if stored is None else who.permissions & set(stored))


def must_hold(mine, wanted, field):
    """The caller, who holds `mine`, may give `wanted`."""
    rules.must_be_within(mine, wanted, BEYOND, field)


def must_hold_role(tx, mine, role_id, field):
    """The caller may put somebody in this role. One that does not exist is the database's to refuse."""
    must_hold(mine, queries.of_role(tx, role_id) or (), field)


def must_outrank(mine, theirs, whose):
    """The caller holds whatever `whose` holds ("Ana Pérez"), and so may decide about it."""
    rules.must_be_within(
        mine, theirs, f"{whose} puede más que usted, y solo quien puede lo mismo decide sobre eso."
    )
