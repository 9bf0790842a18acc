"""Who may enter and what they may do: users, roles, API clients, tokens and their revocation; the clinic's name."""

from auth import clients, clinic, links, sessions, users
from auth.hashing import Hashing
from auth.tokens.revocations import Announcer
from auth.tokens.signer import Signer
from common.run.app import create_service


def create_app(**overrides):
    app = create_service(
        "auth",
        sessions,
        users,
        clients,
        clinic,
        links,
        title="OmniClínica · Acceso",
        revision="0138",
        republish=lambda app: app.extensions["announcer"].republish(),
        **overrides,
    )
    app.extensions["signer"] = Signer(app.config["SETTINGS"])
    app.extensions["hashing"] = Hashing.of_this_process()
    app.extensions["announcer"] = Announcer(app)
    app.extensions["revocations"].ask = app.extensions["announcer"].current

    @app.before_request
    def keep_every_process_told():
        # The first fills a Redis that lost everything, even when nobody with a token comes by.
        app.extensions["revocations"].refresh()
        app.extensions["announcer"].pay()

    return app
