"""Giving a paper its code, and saying what a code vouches for; the caller owns the transaction."""

from common.messages.links import page_url
from common.store.sql import only
from historia_clinica.papers import queries, rules

PAGE = "/comprobar/"
TOLD = (
    "kind",
    "number",
    "issued_at",
    "professional",
    "patient",
    "content_sha256",
    "annulled_at",
    "signature",
)


def vouch(tx, kind, id):
    """The code of a paper (its hash, and the address that its QR says): the one that it has, or a new one."""
    made = queries.of_paper(tx, kind, id) or queries.insert(tx, rules.new_code(), kind, id)
    return {"content_sha256": made["content_sha256"], "url": page_url(f"{PAGE}#{made['code']}")}


def shown(db, code, now):
    """What whoever shows the code is told, and nothing clinical."""
    row = queries.shown(db, code) if rules.looks_like(code) else None
    rules.must_be_ours(row, now)
    row |= queries.paper(db, row["kind"], row["paper_id"])
    return only(row, *TOLD) | {"state": rules.state_of(row)}
