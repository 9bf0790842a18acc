"""Proof of work: a browser pays for an hour with a second of arithmetic, and no third party watches who books.

A challenge is signed and not stored: `<ends>.<random>.<bits>.<signature>`. It is solved by a number whose SHA-256 with the
challenge begins with that many zero bits. What a visitor brings back later (`ticket`) is signed by the same secret.
"""

import hashlib
import hmac
import secrets

from common.problems import Gone, Invalid

# A second or two on a cheap phone; each score of unfinished bookings of the last minutes doubles it.
BITS, MOST_BITS, A_SCORE = 15, 22, 20
LIVES_SECONDS = 900
NOT_SOLVED = "No se pudo comprobar que no es un programa. Vuelva a elegir la hora."


def challenge(secret, now, unfinished):
    body = f"{int(now.timestamp()) + LIVES_SECONDS}.{secrets.token_hex(12)}.{bits_for(unfinished)}"
    return f"{body}.{signed(secret, 'challenge', body)}"


def bits_for(unfinished):
    return min(BITS + unfinished // A_SCORE, MOST_BITS)


def solved(secret, text, nonce, now):
    """The id of a solved challenge. Raises Gone where it is too old, Invalid where it is not solved or not ours."""
    body, _, signature = text.rpartition(".")
    if not hmac.compare_digest(signature.encode(), signed(secret, "challenge", body).encode()):
        raise Invalid.field("challenge", NOT_SOLVED)
    ends, id, bits = body.split(".")
    if int(ends) <= now.timestamp():
        raise Gone("Pasó mucho tiempo. Vuelva a elegir la hora.")
    digest = int.from_bytes(hashlib.sha256(f"{text}:{nonce}".encode()).digest())
    if digest >> (256 - int(bits)):
        raise Invalid.field("nonce", NOT_SOLVED)
    return id


def ticket(secret, id):
    """What the visitor shows from then on: theirs alone, and not stored."""
    return f"{id}.{signed(secret, 'ticket', id)}"


def id_of(secret, ticket):
    """The challenge's id in a ticket. Raises Gone where it is not ours."""
    id, _, signature = ticket.partition(".")
    if not hmac.compare_digest(signature.encode(), signed(secret, "ticket", id).encode()):
        raise Gone("Esa reserva ya no está. Vuelva a elegir la hora.")
    return id


def code(secret, id, sent):
    """The six digits of the letter that was sent for the n-th time: derived, so that they are stored nowhere."""
    return f"{int(signed(secret, 'code', f'{id}:{sent}'), 16) % 1_000_000:06}"


def signed(secret, what, text):
    return hmac.new(secret.encode(), f"{what}:{text}".encode(), hashlib.sha256).hexdigest()
