"""Idempotency keys: a POST sent twice with one Idempotency-Key is done once; the second gets the first one's answer.

The key is claimed and the answer stored in the transaction of the write itself, so neither exists without the other.
"""

import hashlib
import re

from flask import Response, g, request

from common.problems import Invalid, Problem
from common.store.db import Prepared, get_db

HEADER = "Idempotency-Key"
SHAPE = re.compile(r"[\x21-\x7e]{8,200}")
REMEMBERED = Prepared(
    "SELECT fingerprint, status, etag, body FROM idempotency_keys WHERE subject = %(subject)s AND key = %(key)s",
    subject="text",
    key="text",
)


class Replay(Exception):
    """Ends a write whose key turned out to be taken meanwhile; the answer of the one that took it is remembered."""


def key():
    """The key of this request, or None where there is none. It belongs to a caller: a login has none."""
    value = request.headers.get(HEADER) if request.method == "POST" and g.identity else None
    if value is not None and not SHAPE.fullmatch(value):
        raise Problem(f"{HEADER} debe tener entre 8 y 200 caracteres ASCII visibles, sin espacios.")
    return value


def remembered():
    """The stored answer to this request's key, as a response, or None."""
    if key() is None:
        return None
    with get_db().session() as db:
        row = db.one(REMEMBERED, subject=g.identity.id, key=key())
    return _response(row) if row else None


def claim(tx):
    """Take this request's key within `tx`, before its first statement.

    If a request with the same key was faster, the database refuses it there (`is_taken`).
    """
    if key() is not None:
        tx.later(
            """
            INSERT INTO idempotency_keys (subject, key, fingerprint)
                 VALUES (%(subject)s, %(key)s, %(fingerprint)s)
            """,
            subject=g.identity.id,
            key=key(),
            fingerprint=_fingerprint(),
        )


def is_taken(error):
    """Does this refusal of the database say that the request's key is taken?"""
    return error.diag.constraint_name == "idempotency_keys_pkey"


def remember(tx, status, etag, body):
    """Store the answer beside the write."""
    if key() is not None:
        tx.later(
            """
            UPDATE idempotency_keys SET status = %(status)s, etag = %(etag)s, body = %(body)s
             WHERE subject = %(subject)s AND key = %(key)s
            """,
            subject=g.identity.id,
            key=key(),
            status=status,
            etag=etag,
            body=body,
        )


def _response(row):
    if row["fingerprint"] != _fingerprint():
        raise Invalid(f"Esta {HEADER} ya se usó con otra petición. Use una clave nueva.")
    response = Response(row["body"], row["status"], content_type="application/json")
    if row["etag"]:
        response.set_etag(row["etag"])
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _fingerprint():
    whole = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(whole).hexdigest()
