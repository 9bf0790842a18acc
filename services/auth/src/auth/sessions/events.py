"""The events of entering and leaving. None holds a password or a token."""

from common.messages.events import publish


def logged_in(tx, user_id, name):
    publish(tx, "user.logged_in", f"user:{user_id}", f"{name} inició sesión")


def login_failed(tx, user_id, email, ip):
    """`user_id` is None where nobody has that e-mail."""
    summary = f"Intento fallido de iniciar sesión con {email}"
    publish(tx, "user.login_failed", _of(user_id), summary, level="WARNING", email=email, ip=ip)


def login_slowed(tx, user_id, whom, email, ip, everywhere):
    """`whom` is the person's name, or the e-mail that nobody has; `everywhere`: the wrong passwords have many origins."""
    where = "varias direcciones" if everywhere else ip
    summary = f"Frenó los intentos de entrar como {whom} desde {where} tras varias contraseñas erradas"
    publish(tx, "user.login_slowed", _of(user_id), summary, level="WARNING", email=email, ip=ip)


def confirmed(tx, user_id, name, permission, about):
    """`about` is what was approved, as the service that asked for it names it."""
    summary = f"{name} confirmó con su contraseña, en la sesión de otra persona"
    publish(tx, "user.confirmed", f"user:{user_id}", summary, permission=permission, about=about)


def logged_out(tx, identity):
    kind = "client" if identity.is_client else "user"
    publish(tx, "user.logged_out", f"{kind}:{identity.id}", f"{identity.name} cerró su sesión")


def password_changed(tx, user_id, name):
    publish(tx, "user.password_changed", f"user:{user_id}", f"{name} cambió su contraseña")


def _of(user_id):
    return f"user:{user_id}" if user_id else "user:unknown"
