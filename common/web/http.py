"""The transaction of a write, its answer, and the preconditions of HTTP (ETag, If-Match)."""

from contextlib import contextmanager

from flask import Response, current_app, make_response, request
from psycopg2.errors import UniqueViolation
from pydantic_core import to_json

from common.problems import NotFound, Problem, Stale, VersionNeeded
from common.store import idempotency
from common.store.db import get_db


class Write:
    """A request's transaction: the session's verbs, and `answer`, which every write ends with."""

    def __init__(self, tx):
        self._tx = tx
        self.answered = False
        self._stale = set()

    def __getattr__(self, name):
        return getattr(self._tx, name)

    def answer(self, data, status=200, secrets=None):
        """The response, remembered for the request's Idempotency-Key.

        `secrets` are members that leave now and are not stored: a retry gets the answer without them.
        """
        self.answered = True
        stored = to_json(data) if data is not None else b""
        etag = version_of(data)
        idempotency.remember(self._tx, status, etag, stored.decode())
        return reply({**data, **secrets} if secrets else data, status)

    def changed(self, *nouns):
        """After the commit, nobody reads these nouns from the cache as they were."""
        if not self._stale:
            cache = current_app.extensions["clinic_cache"]
            self.after_commit.append(lambda: cache.forget(*sorted(self._stale)))
        self._stale.update(nouns)


@contextmanager
def write():
    """The one transaction of a request that changes something. HTTP calls and hashing stay outside the block."""
    try:
        with get_db().transaction() as tx:
            idempotency.claim(tx)
            writing = Write(tx)
            yield writing
            if not writing.answered:
                raise RuntimeError("a write ended without tx.answer()")
    except UniqueViolation as error:
        if idempotency.is_taken(error):
            raise idempotency.Replay from None
        raise


def reply(data, status=200):
    """`data` as the JSON response; one with a `version` carries it as its ETag. Bytes are JSON already."""
    body = data if isinstance(data, bytes) else to_json(data) if data is not None else b""
    response = Response(body, status, content_type="application/json")
    etag = version_of(data)
    if etag:
        response.set_etag(etag)
    return response


def download(content, media_type, name):
    """Bytes as a file to keep, called `name`."""
    response = make_response(content)
    response.content_type = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def version_of(data):
    return str(data["version"]) if isinstance(data, dict) and "version" in data else None


def if_match(needed=True):
    """The version the caller edited, from `If-Match: "3"`. Raises 428 without one, unless it is not `needed`."""
    header = request.headers.get("If-Match")
    if header is None:
        if needed:
            raise VersionNeeded('Envíe If-Match con la versión que leyó, por ejemplo If-Match: "3".')
        return None
    text = header.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Problem('If-Match debe llevar un número de versión, por ejemplo If-Match: "3".')
    return int(text)


def found(row, sentence):
    """`row`, or the answer 404 with this sentence where there is none."""
    if row is None:
        raise NotFound(sentence)
    return row


def must_be_current(row, version):
    """Raise Stale (412) where the caller edited another version than the row's; `version` None asks for nothing."""
    if version is not None and row["version"] != version:
        raise Stale(
            "Alguien cambió estos datos mientras usted los editaba. Vuelva a cargarlos y repita el cambio."
        )
