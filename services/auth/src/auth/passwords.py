"""Passwords and secrets: how they are made, kept and compared. Slow on purpose: never call `hash` or `matches` inside a
transaction."""

import hashlib
import secrets

import bcrypt

from common.problems import Invalid

ROUNDS = 12
MIN_CHARACTERS = 10
# All that bcrypt looks at.
MAX_BYTES = 72
# Without the letters and digits that are taken for one another when read aloud or from paper.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
# The form of a bcrypt hash, of no password.
NOBODYS = "$2b${rounds:02}$abcdefghijklmnopqrstuu" + "x" * 31


def hash(password):
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(ROUNDS)).decode()


def matches(password, stored):
    """Is it the password of the hash `stored`? Takes as long where there is none (None), and is then False."""
    given = password.encode()
    same = bcrypt.checkpw(given[:MAX_BYTES], (stored or NOBODYS.format(rounds=ROUNDS)).encode())
    return same and stored is not None and len(given) <= MAX_BYTES


def must_be_good(password, email, field="password"):
    """What the clinic asks of a password. Raises Invalid at `field` with the reason."""
    if len(password) < MIN_CHARACTERS:
        raise Invalid.field(field, f"Escriba al menos {MIN_CHARACTERS} caracteres.")
    if len(password.encode()) > MAX_BYTES:
        raise Invalid.field(
            field, f"Use como máximo {MAX_BYTES} caracteres (menos, si llevan tildes o símbolos)."
        )
    if password.strip().lower() == email.lower():
        raise Invalid.field(field, "La contraseña no puede ser el correo.")


def must_be_another(new, current):
    if new == current:
        raise Invalid.field("new_password", "La contraseña nueva debe ser distinta de la actual.")


def temporary():
    """A one-time password to be read out or copied: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


def client_secret():
    return secrets.token_urlsafe(32)


def fingerprint(secret):
    """What is kept of a client's secret: it is random and long, so one SHA-256 suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()
