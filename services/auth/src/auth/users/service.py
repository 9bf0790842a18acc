"""Creating and changing people and roles."""

from flask import current_app

from auth.grants import service as grants
from auth.permissions import in_order
from auth.tokens import revocations
from auth.users import events, queries, rules
from common.problems import Unauthorized
from common.store.db import json
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current


def create_user(tx, new, password_hash):
    """A person who enters with the password they were given or, without one, with a one-time password."""
    grants.must_hold_role(tx, grants.held(tx), new.role_id, "role_id")
    must_be_able_to_practise(tx, new.practitioner, new.role_id)
    person = new.model_dump(exclude={"password"})
    id = queries.insert_user(tx, password_hash, None if new.password else one_time_hours(), **person)
    events.user_created(tx, id, new.full_name)
    tx.changed("users", "roles")
    return queries.get_user(tx, id)


def change_user(tx, id, version, changes):
    mine = grants.held(tx)
    user = lock_user(tx, id)
    must_be_current(user, version)
    changed = only(user, *queries.USER_FIELDS, "active") | changes
    if rules.decides_who_enters(user, changed):
        must_outrank(tx, mine, user)
        grants.must_hold_role(tx, mine, changed["role_id"], "role_id")
    if {"practitioner", "role_id"} & changes.keys():
        must_be_able_to_practise(tx, changed["practitioner"], changed["role_id"])
    queries.update_user(tx, id, **changed)
    if rules.voids_user_tokens(user, changed):
        revocations.revoke(tx, f"user:{id}")
    disabled = user["active"] and not changed["active"]
    say = events.user_disabled if disabled else events.user_updated
    say(tx, id, changed["full_name"], sorted(changes))
    tx.changed("users", "roles")
    return queries.get_user(tx, id)


def reset_password(tx, id, password_hash):
    """Give a user a one-time password; whoever entered with the old one is out."""
    mine = grants.held(tx)
    user = lock_user(tx, id)
    rules.must_be_active(user)
    must_outrank(tx, mine, user)
    queries.set_one_time_password(tx, id, password_hash, one_time_hours())
    queries.insert_reset(tx, id, json(me().actor()))
    revocations.revoke(tx, f"user:{id}")
    events.password_reset(tx, id, user["full_name"])
    tx.changed("users")


def set_own_password(tx, id, old_hash, new_hash):
    """Every token of the person is void. Raises Unauthorized where `old_hash` is no longer that of their password."""
    if not queries.set_own_password(tx, id, old_hash, new_hash):
        raise Unauthorized("Su contraseña cambió mientras tanto. Inicie sesión de nuevo.")
    revocations.revoke(tx, f"user:{id}")
    tx.changed("users")


def one_time_hours():
    return current_app.config["SETTINGS"].one_time_password_hours


def must_outrank(tx, mine, user):
    grants.must_outrank(mine, queries.get_role(tx, user["role_id"])["permissions"], user["full_name"])


def must_be_able_to_practise(tx, practitioner, role_id):
    role = queries.get_role(tx, role_id)
    rules.must_be_able_to_practise(practitioner, role and role["permissions"])


def lock_user(tx, id):
    return found(queries.lock_user(tx, id), f"No existe la persona {id}.")


def create_role(tx, new):
    grants.must_hold(grants.held(tx), new.permissions, "permissions")
    values = new.model_dump() | {"permissions": in_order(new.permissions)}
    id = queries.insert_role(tx, **values)
    events.role_created(tx, id, new.name, values["permissions"])
    tx.changed("roles")
    return queries.get_role(tx, id)


def change_role(tx, id, version, changes):
    """Change a role; where that makes its tokens say what is no longer so, everyone of the role enters anew."""
    mine = grants.held(tx)
    role = found(queries.lock_role(tx, id), f"No existe el rol {id}.")
    must_be_current(role, version)
    grants.must_outrank(mine, role["permissions"], f"El rol {role['name']}")
    changed = only(role, *queries.ROLE_FIELDS, "active") | changes
    changed["permissions"] = in_order(changed["permissions"])
    grants.must_hold(mine, changed["permissions"], "permissions")
    rules.must_keep_every_permission(role, changed["permissions"])
    retired = role["active"] and not changed["active"]
    if retired:
        rules.must_be_free(role, queries.holders(tx, id), me().may("users:read"))
    queries.update_role(tx, id, **changed)
    if rules.voids_role_tokens(role, changed):
        revocations.revoke(tx, f"role:{role['name']}")
    if role["active"] == changed["active"] or changes.keys() - {"active"}:
        events.role_updated(tx, id, role["name"], changed["name"], changed["permissions"], sorted(changes))
    if role["active"] != changed["active"]:
        say = events.role_retired if retired else events.role_restored
        say(tx, id, changed["name"])
    tx.changed("users", "roles")
    return queries.get_role(tx, id)
