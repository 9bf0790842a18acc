"""Who may enter and what they may do: users, roles, API clients, tokens and their revocation; the clinic's name."""

from auth import revocation
from auth.gauges import GAUGES
from auth.routes.clients import ns as clients
from auth.routes.clinic import ns as clinic
from auth.routes.roles import ns as roles
from auth.routes.sessions import ns as sessions
from auth.routes.users import ns as users
from auth.tokens import Signer
from common.messages import events
from common.run import app as base

CONSTRAINTS = {
    "users_active_email_unique": ("email", "Ya hay una persona activa con ese correo."),
    "users_role": ("role_id", "Ese rol no existe."),
    "users_last_administrator": "Tiene que quedar al menos una persona activa que administre usuarios.",
    "roles_name_unique": ("name", "Ya hay un rol con ese nombre."),
    "roles_no_client_permissions": ("permissions", "Ese permiso es solo para integraciones."),
    "password_resets_append_only": "El registro de contraseñas restablecidas no se cambia.",
}
# Nothing that happens elsewhere changes who may enter.
HANDLERS = {}


def create_app(**overrides):
    app = base.create_app(
        "auth",
        sessions,
        users,
        roles,
        clients,
        clinic,
        title="OmniClínica · Acceso",
        handle=events.handle_each(HANDLERS),
        revision="0012",
        constraints=CONSTRAINTS,
        republish=lambda app: app.extensions["announcer"].republish(),
        gauges=GAUGES,
        **overrides,
    )
    app.extensions["signer"] = Signer(app.config["SETTINGS"])
    app.extensions["announcer"] = revocation.Announcer(app)

    @app.before_request
    def keep_every_process_told():
        # The first fills a Redis that lost everything, even when nobody with a token comes by.
        app.extensions["revocations"].refresh()
        app.extensions["announcer"].pay()

    return app
