"""Who may enter and what they may do: users, roles, API clients, tokens and their revocation; the clinic's name."""

from auth import clients, clinic, sessions, users
from auth.tokens.revocations import Announcer
from auth.tokens.signer import Signer
from common.messages.events import handle_each
from common.run import app as base

PARTS = (sessions, users, clients, clinic)


def merged(name):
    """The dict `name` of every sub-domain, in one."""
    return {key: value for part in PARTS for key, value in getattr(part, name).items()}


def create_app(**overrides):
    app = base.create_app(
        "auth",
        *(namespace for part in PARTS for namespace in part.NAMESPACES),
        title="OmniClínica · Acceso",
        handle=handle_each(merged("HANDLERS")),
        revision="0012",
        constraints=merged("CONSTRAINTS"),
        republish=lambda app: app.extensions["announcer"].republish(),
        gauges=merged("GAUGES"),
        **overrides,
    )
    app.extensions["signer"] = Signer(app.config["SETTINGS"])
    app.extensions["announcer"] = Announcer(app)

    @app.before_request
    def keep_every_process_told():
        # The first fills a Redis that lost everything, even when nobody with a token comes by.
        app.extensions["revocations"].refresh()
        app.extensions["announcer"].pay()

    return app
