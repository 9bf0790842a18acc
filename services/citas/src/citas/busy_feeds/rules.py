"""Which calendars from elsewhere are read, how often and how far. Values in, a value or a Problem out."""

import re
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from common.problems import Conflict, Forbidden, Invalid

EVERY, AHEAD = timedelta(minutes=15), timedelta(days=180)
MOST_FEEDS, MOST_SPANS, MOST_AT_ONCE = 5, 2000, 50
# A name of the public network: labels with a dot between, the last of which is no number.
NAMED = re.compile(r"([a-z0-9_-]+\.)+[a-z][a-z0-9-]*")
NO_ADDRESS = "Debe ser la dirección https de un calendario (termina a menudo en .ics)."


class Unfetched(Exception):
    """What the address does not give, in words."""


def must_be_own(own, manages):
    if not (own or manages):
        raise Forbidden("Solo el propio profesional, o quien lleva los horarios, importa calendarios.")


def address_of(typed):
    """As it is kept: https, whatever calendars call it, the server in lower case; no user, no other port, no number for a name."""
    try:
        parts = urlsplit(typed.strip())
        scheme = "https" if parts.scheme == "webcal" else parts.scheme
        url = urlunsplit(parts._replace(scheme=scheme, netloc=parts.netloc.lower(), fragment=""))
        host = host_of(url)
    except (Unfetched, ValueError):
        raise Invalid.field("url", NO_ADDRESS) from None
    # What is read is looked at again each time; this is for who typed something of this network.
    if not NAMED.fullmatch(host):
        raise Invalid.field("url", NO_ADDRESS)
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
