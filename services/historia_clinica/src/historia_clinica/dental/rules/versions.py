"""Who may do what with a chart of any kind, by whether it is a draft."""

from common.problems import Conflict, Forbidden


def signed(word):
    return f"El {word} está firmado y ya no se cambia: abra uno nuevo."


def must_be_draft(chart, word):
    if chart["status"] != "DRAFT":
        raise Conflict(signed(word))


def must_be_readable(chart, writes):
    """A draft is read by the professionals; what is signed by everybody who reads records."""
    if chart["status"] == "DRAFT" and not writes:
        raise Forbidden("Es un borrador: hasta que se firme lo leen solo los profesionales.")


def must_be_the_first_draft(draft, word, opened):
    """`draft` is the one that the patient has, or None; `opened` says in words when it was begun."""
    if draft is not None:
        raise Conflict(
            f"Ya hay un {word} en borrador, de {draft['author']['name']} del {opened(draft['created_at'])}: "
            "continúelo, fírmelo o descártelo.",
            draft_id=draft["id"],
        )
