"""What the clinic decided about people and roles. No HTTP, no SQL."""

from auth.permissions import ADMINISTRATOR, FOR_ROLES, SIGN
from common.problems import Conflict, Invalid

# More are counted, not named: the sentence is to be read.
NAMED = 4


def must_keep_every_permission(role, permissions):
    """The administrator's role is the way back from any mistake with the others."""
    if role["code"] == ADMINISTRATOR and not set(FOR_ROLES) <= set(permissions):
        raise Conflict("El rol de quien administra la clínica conserva todos los permisos.")


def must_be_free(role, holders, by_name):
    """Whoever holds a role needs another before it is retired. `holders` are their names, told to who may see them."""
    if role["code"]:
        raise Conflict(f"{role['name']} es un rol de fábrica: no se retira.")
    if not holders:
        return
    many = len(holders) > 1
    who = f"Lo {'tienen' if many else 'tiene'} {len(holders)} {'personas' if many else 'persona'}"
    if by_name:
        more = f" y {len(holders) - NAMED} más" if len(holders) > NAMED else ""
        who += f": {', '.join(holders[:NAMED])}{more}"
    raise Conflict(f"{who}. {'Deles' if many else 'Dele'} otro rol antes de retirar {role['name']}.")


def must_be_active(user):
    if not user["active"]:
        raise Conflict(f"{user['full_name']} está deshabilitado. Habilítelo antes de darle una contraseña.")


def must_be_able_to_practise(practitioner, permissions):
    """Who attends signs what they did. `permissions` are those of their role; None where it does not exist."""
    if practitioner and permissions is not None and SIGN not in permissions:
        raise Invalid.field(
            "practitioner", "Quien atiende pacientes necesita un rol que pueda firmar notas clínicas."
        )


def voids_role_tokens(role, changed):
    """Does this change make what the role's tokens say false? They carry its name and its permissions."""
    return role["name"] != changed["name"] or set(role["permissions"]) != set(changed["permissions"])


def decides_who_enters(user, changed):
    """Does this change decide who enters as this person, or with what permissions?"""
    return any(user[field] != changed[field] for field in ("email", "role_id", "active"))


def voids_user_tokens(user, changed):
    return user["role_id"] != changed["role_id"] or (user["active"] and not changed["active"])
