"""What a group of people may do."""

from auth import revocation, rules
from auth.queries import roles as queries
from common.messages.events import publish
from common.problems import NotFound


def create(tx, new):
    values = new.model_dump() | {"permissions": rules.in_order(new.permissions)}
    id = queries.insert(tx, **values)
    publish(tx, "role.created", f"role:{id}", f"Creó el rol {new.name}", permissions=values["permissions"])
    tx.changed("roles")
    return queries.get(tx, id)


def change(tx, id, version, changes):
    """Change a role; where that makes its tokens say what is no longer so, everyone of the role enters anew."""
    role = queries.lock(tx, id)
    if role is None:
        raise NotFound(f"No existe el rol {id}.")
    rules.must_be_current(role, version)
    changed = {name: role[name] for name in ("name", "description", "permissions", "menu_config")} | changes
    changed["permissions"] = rules.in_order(changed["permissions"])
    rules.must_keep_every_permission(role, changed["permissions"])
    queries.update(tx, id, **changed)
    if rules.voids_tokens(role, changed):
        revocation.revoke(tx, f"role:{role['name']}")
    summary = f"Cambió el rol {changed['name']}"
    publish(
        tx, "role.updated", f"role:{id}", summary, permissions=changed["permissions"], fields=sorted(changes)
    )
    tx.changed("users", "roles")
    return queries.get(tx, id)
