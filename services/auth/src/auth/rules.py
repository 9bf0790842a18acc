"""What the clinic decided about passwords, roles and clients. No HTTP, no SQL."""

from auth import colours
from auth.passwords import MAX_BYTES
from auth.permissions import ADMINISTRATOR, FOR_ROLES
from common.problems import Conflict, Invalid, Stale

LOCK_AFTER_FAILURES = 5
LOCK_MINUTES = 15
MIN_PASSWORD = 10

# One sentence for an unknown e-mail, a wrong password, a locked and a disabled user.
REFUSED = "El correo o la contraseña no son correctos. Tras varios intentos fallidos, espere 15 minutos."


def must_be_a_good_password(password, email, field="password"):
    if len(password) < MIN_PASSWORD:
        raise Invalid.field(field, f"Escriba al menos {MIN_PASSWORD} caracteres.")
    if len(password.encode()) > MAX_BYTES:
        raise Invalid.field(
            field, f"Use como máximo {MAX_BYTES} caracteres (menos, si llevan tildes o símbolos)."
        )
    if password.strip().lower() == email.lower():
        raise Invalid.field(field, "La contraseña no puede ser el correo.")


def must_be_another_password(new, current):
    if new == current:
        raise Invalid.field("new_password", "La contraseña nueva debe ser distinta de la actual.")


def must_be_current(found, version):
    """The version that was edited is the one there is."""
    if found["version"] != version:
        raise Stale("Alguien lo cambió mientras usted lo editaba. Vuelva a abrirlo y repita el cambio.")


def must_keep_every_permission(role, permissions):
    """The administrator's role is the way back from any mistake with the others."""
    if role["code"] == ADMINISTRATOR and not set(FOR_ROLES) <= set(permissions):
        raise Conflict("El rol de quien administra la clínica conserva todos los permisos.")


def must_not_be_of_the_installation(client):
    if client["system"]:
        raise Conflict("Este cliente es parte de la instalación y se configura en el servidor.")


def must_be_active(user):
    if not user["active"]:
        raise Conflict(f"{user['full_name']} está deshabilitado. Habilítelo antes de darle una contraseña.")


def in_order(permissions):
    """Each once, as they are stored and compared."""
    return sorted(set(permissions))


def voids_tokens(role, changed):
    """Does this change make what the role's tokens say false? They carry its name and its permissions."""
    return role["name"] != changed["name"] or set(role["permissions"]) != set(changed["permissions"])


def voids_users_tokens(user, changed):
    return user["role_id"] != changed["role_id"] or (user["active"] and not changed["active"])


# What an image begins with, whatever its sender calls it. WebP has its length between the two marks.
IMAGES = (
    ("image/png", b"\x89PNG\r\n\x1a\n", b""),
    ("image/jpeg", b"\xff\xd8\xff", b""),
    ("image/webp", b"RIFF", b"WEBP"),
)
MAX_LOGO = 200 * 1024


def must_be_legible(accent):
    """Text of this colour reads on paper, and paper's on it; None is the suite's own colour, which does."""
    if accent is None:
        return
    found = colours.legibility(accent)
    if found < colours.MIN_CONTRAST:
        # Cut, not rounded: 4.49 is not 4.5.
        said = f"{int(found * 10) / 10}".replace(".", ",")
        raise Invalid.field(
            "accent",
            f"Con este color el texto no se lee bien: su contraste es {said}:1 y hace falta 4,5:1. "
            "Elija uno más oscuro.",
        )


def media_type(image):
    """What kind of image this is, by its first bytes. Raises Invalid where it is none that a browser shows safely."""
    if len(image) > MAX_LOGO:
        raise Invalid.field(
            "image", f"La imagen pesa {len(image) // 1024} kB; use una de hasta {MAX_LOGO // 1024} kB."
        )
    for name, start, at_eight in IMAGES:
        if image.startswith(start) and image[8:].startswith(at_eight):
            return name
    raise Invalid.field("image", "Use una imagen PNG, JPEG o WebP.")
