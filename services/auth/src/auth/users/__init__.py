"""The people who use the suite, their roles, and those of them who attend patients."""

from auth.users import queries, routes

NAMESPACES = (routes.users, routes.roles)
CONSTRAINTS = {
    "users_active_email_unique": ("email", "Ya hay una persona activa con ese correo."),
    "users_role": ("role_id", "Ese rol no existe."),
    "users_last_administrator": "Tiene que quedar al menos una persona activa que administre usuarios.",
    "users_last_of_administrators_role": "Tiene que quedar al menos una persona activa con el rol de administración: nadie más "
    "puede dar todos los permisos.",
    "users_role_retired": ("role_id", "Ese rol está retirado. Elija otro, o vuelva a habilitarlo."),
    "roles_name_unique": ("name", "Ya hay un rol con ese nombre. Si está retirado, vuelva a habilitarlo."),
    "roles_built_in_stays": "Un rol de fábrica no se retira: lo necesita la instalación.",
    "roles_held": "Alguien recibió ese rol mientras tanto. Dele otro antes de retirarlo.",
    "roles_no_client_permissions": ("permissions", "Ese permiso es solo para integraciones."),
    "password_resets_append_only": "El registro de contraseñas restablecidas no se cambia.",
}
HANDLERS = {}
GAUGES = {"clinic_users_active": ("People who may enter", queries.count_active)}
