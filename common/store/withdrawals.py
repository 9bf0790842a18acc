"""Withdrawal of what was written by mistake: the row stays, and says who withdrew it, when and why.

Its table has `withdrawn_at`, `withdrawn_by_id`, `withdrawn_by_name` and `withdrawn_reason`, all of them or none.
"""

from common.problems import Conflict

# What stands behind SET; its parameters are those of `said`.
WITHDRAW = """withdrawn_at = now(), withdrawn_by_id = %(by_id)s, withdrawn_by_name = %(by_name)s,
               withdrawn_reason = %(reason)s"""


def withdrawn(of):
    """The value that lists and answers show of a row of this alias: by whom, when and why; null while it stands."""
    return f"""CASE WHEN {of}.withdrawn_at IS NOT NULL
                    THEN jsonb_build_object('by', jsonb_build_object('id', {of}.withdrawn_by_id, 'name', {of}.withdrawn_by_name),
                                            'at', {of}.withdrawn_at, 'reason', {of}.withdrawn_reason) END"""


def said(reason, by):
    return {"reason": reason, "by_id": by.id, "by_name": by.name}


def withdraw(tx, TABLE, id, reason, by):
    tx.run(f"UPDATE {TABLE} SET {WITHDRAW} WHERE id = %(id)s", id=id, **said(reason, by))


def must_stand(row, sentence):
    """Raise Conflict where the row, as `withdrawn` shows it, is withdrawn."""
    if row["withdrawn"] is not None:
        raise Conflict(sentence)
