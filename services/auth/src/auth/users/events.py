"""The events of people and roles. None holds a password."""

from common.messages.events import publish


def user_installed(tx, id):
    _user(tx, "user.created", id, "La instalación creó la primera cuenta de administración")


def user_created(tx, id, full_name):
    _user(tx, "user.created", id, f"Creó a {full_name}")


def user_updated(tx, id, full_name, fields):
    _user(tx, "user.updated", id, f"Cambió los datos de {full_name}", fields=fields)


def user_disabled(tx, id, full_name, fields):
    _user(tx, "user.disabled", id, f"Deshabilitó a {full_name}", fields=fields)


def password_reset(tx, id, full_name):
    _user(tx, "user.password_reset", id, f"Restableció la contraseña de {full_name}")


def password_reset_on_server(tx, id, full_name):
    summary = f"Desde el servidor se dio a {full_name} una contraseña de un solo uso"
    _user(tx, "user.password_reset", id, summary, level="WARNING")


def role_created(tx, id, name, permissions):
    publish(tx, "role.created", f"role:{id}", f"Creó el rol {name}", permissions=permissions)


def role_updated(tx, id, was, name, permissions, fields):
    """`was` is its name before: other services know a role by the name that its tokens carry."""
    summary = f"Cambió el rol {name}"
    publish(
        tx,
        "role.updated",
        f"role:{id}",
        summary,
        role_id=id,
        name=name,
        was=was,
        permissions=permissions,
        fields=fields,
    )


def role_retired(tx, id, name):
    publish(tx, "role.retired", f"role:{id}", f"Retiró el rol {name}", name=name)


def role_restored(tx, id, name):
    publish(tx, "role.restored", f"role:{id}", f"Volvió a habilitar el rol {name}", name=name)


def _user(tx, type, id, summary, **facts):
    publish(tx, type, f"user:{id}", summary, user_id=id, **facts)
