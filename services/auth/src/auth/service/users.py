"""Whom the clinic lets in."""

from auth import revocation, rules
from auth.queries import users as queries
from common.messages.events import publish
from common.problems import NotFound
from common.store.db import json
from common.web.auth import me


def create(tx, new, password_hash, must_change_password):
    id = queries.insert(
        tx,
        **new.model_dump(exclude={"password"}),
        password_hash=password_hash,
        must_change_password=must_change_password,
    )
    publish(tx, "user.created", f"user:{id}", f"Creó a {new.full_name}", user_id=id)
    tx.changed("users", "roles")
    return queries.get(tx, id)


def change(tx, id, version, changes):
    user = lock(tx, id)
    rules.must_be_current(user, version)
    changed = {name: value for name, value in user.items() if name != "version"} | changes
    queries.update(tx, **changed)
    if rules.voids_users_tokens(user, changed):
        revocation.revoke(tx, f"user:{id}")
    disabled = user["active"] and not changed["active"]
    type, verb = ("user.disabled", "Deshabilitó") if disabled else ("user.updated", "Cambió los datos")
    publish(tx, type, f"user:{id}", f"{verb} a {changed['full_name']}", user_id=id, fields=sorted(changes))
    tx.changed("users", "roles")
    return queries.get(tx, id)


def reset_password(tx, id, password_hash):
    """Give a user a one-time password; whoever entered with the old one is out."""
    user = lock(tx, id)
    rules.must_be_active(user)
    queries.set_password(tx, id, password_hash, must_change_password=True)
    queries.record_reset(tx, id, json(me().actor()))
    revocation.revoke(tx, f"user:{id}")
    publish(
        tx,
        "user.password_reset",
        f"user:{id}",
        f"Restableció la contraseña de {user['full_name']}",
        user_id=id,
    )
    tx.changed("users")


def lock(tx, id):
    user = queries.lock(tx, id)
    if user is None:
        raise NotFound(f"No existe la persona {id}.")
    return user
