"""Links: whoever shows one may do one act on one thing, without being anybody.

A link is a JWT of one purpose, signed by `auth` (`common.messages.links` asks for it) and verified here with the key that every
service has at hand. It ends by its time; when it is used up, where it counts once (`use_up`); or with its thing (`withdraw`).
The page that it opens has it behind the #, which no server is sent; the page shows it in `Authorization: Link <token>`.
"""

from functools import wraps

from flask import current_app, g, request
from psycopg2.errors import UniqueViolation

from common.problems import Gone, Unauthorized
from common.store.db import get_db
from common.suite import LINKS
from common.web.auth import LINK, NO_LINK
from common.web.auth import Link as Link
from common.web.limits import hit
from common.web.schema import describe

USED = "Este enlace ya se usó: sirve una sola vez."
WITHDRAWN = "La clínica retiró este enlace. Pida otro si lo necesita."


def by_link(scope):
    """Let the view run only for a link of this scope; `link()` says which thing it is about.

    Each showing counts against the limit of links of its address. Who acts is the link, whoever else is logged in in that
    browser.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            g.link = current_app.extensions["verifier"].link(shown(), scope)
            with get_db().session() as db:
                must_not_be_over(db, g.link)
            be_nobody()
            return view(*args, **kwargs)

        wrapper.permission = LINK
        return describe(wrapper, 401, 403, 410, 429, 503)

    return decorate


def by_code(view):
    """Let the view run for whoever shows a code that stands on paper; `code()` says which, the view whether it is one of ours.

    Paper outlives the keys that sign links, and a signed link makes a QR too dense for a phone: what is printed is 128 random
    bits, kept by the service whose paper it is. A code only reads, and its page and limit are those of links.
    """

    @wraps(view)
    def wrapper(*args, **kwargs):
        g.code = shown()
        be_nobody()
        return view(*args, **kwargs)

    wrapper.permission = LINK
    return describe(wrapper, 401, 429, 503)


def shown():
    """What stands in `Authorization: Link …`, counted against the limit of its address. Raises Unauthorized without it."""
    hit(current_app.config["SETTINGS"].rate_limit_links, "links", request.remote_addr or "")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "link":
        raise Unauthorized(NO_LINK)
    return token


def be_nobody():
    """Who acts is the link, whoever is logged in in that browser."""
    g.identity = None
    g.event_actor = {"id": None, "name": "Por enlace", "role": None, "ip": request.remote_addr}


def code() -> str:
    """The code of this request; only behind `@by_code`."""
    return g.code


def link() -> Link:
    """The link of this request; only behind `@by_link`."""
    return g.link


def must_not_be_over(db, link):
    """Raise Gone for a link that was used up, or whose thing is no longer to be had by links of its time."""
    ends = db.all(
        """
        SELECT subject, void_before
          FROM link_ends
         WHERE subject = ANY(%(subjects)s) AND expires_at > now()
        """,
        subjects=[once(link), all_of(link.scope, link.about)],
    )
    for end in ends:
        if end["subject"] == once(link):
            raise Gone(USED)
        if link.issued_at <= end["void_before"].timestamp():
            raise Gone(WITHDRAWN)


def use_up(tx, link):
    """A link that serves once has served, in the transaction of what it did. Raises Gone where another was faster."""
    clear(tx)
    try:
        tx.run(
            """
            INSERT INTO link_ends (subject, void_before, expires_at)
                 VALUES (%(subject)s, clock_timestamp(), to_timestamp(%(until)s) + interval '1 hour')
            """,
            subject=once(link),
            until=link.expires_at,
        )
    except UniqueViolation:
        raise Gone(USED) from None


def withdraw(tx, scope, about):
    """From now on no link made until now does this act on this thing."""
    clear(tx)
    tx.run(
        """
        INSERT INTO link_ends (subject, void_before, expires_at)
             VALUES (%(subject)s, clock_timestamp(), now() + %(days)s * interval '1 day')
        ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at
        """,
        subject=all_of(scope, about),
        days=LINKS[scope].days + 1,
    )


def clear(tx):
    """What has ended by its time needs no other end."""
    tx.run("""
        DELETE FROM link_ends
         WHERE subject IN (SELECT subject FROM link_ends WHERE expires_at < now() ORDER BY expires_at LIMIT 100)
        """)


def once(link):
    return f"jti:{link.id}"


def all_of(scope, about):
    return f"{scope} {about}"
