"""Which calendars from elsewhere are read, how often and how far. Values in, a value or a Problem out."""

from datetime import timedelta
from urllib.parse import urlsplit

from common.problems import Conflict, Forbidden, Invalid

EVERY, AHEAD = timedelta(minutes=15), timedelta(days=180)
MOST_FEEDS, MOST_SPANS, MOST_AT_ONCE = 5, 2000, 50
NO_ADDRESS = "Debe ser la dirección https de un calendario (termina a menudo en .ics)."


class Unfetched(Exception):
    """What the address does not give, in words."""


def must_be_own(own, manages):
    if not (own or manages):
        raise Forbidden("Solo el propio profesional, o quien lleva los horarios, importa calendarios.")


def address_of(typed):
    """As it is kept: https, whatever calendars call it; no user, no other port."""
    url = typed.strip().replace("webcal://", "https://", 1)
    try:
        host_of(url)
    except Unfetched:
        raise Invalid.field("url", NO_ADDRESS) from None
    return url


def host_of(url):
    try:
        parts = urlsplit(url)
        plain = (
            parts.scheme == "https"
            and parts.port in (None, 443)
            and not parts.username
            and not parts.password
        )
    except ValueError:
        plain = False
    # What is sent is one line of ASCII: neither a space nor the end of a line stands in it.
    if not plain or not parts.hostname or not url.isascii() or any(sign <= " " for sign in url):
        raise Unfetched("Solo se leen direcciones https.")
    return parts.hostname


def must_be_few(spans):
    if len(spans) > MOST_SPANS:
        raise Unfetched("El calendario ocupa demasiadas horas sueltas.")


def must_be_one_more(count):
    if count >= MOST_FEEDS:
        raise Conflict(f"Un profesional importa como mucho {MOST_FEEDS} calendarios: quite uno.")
