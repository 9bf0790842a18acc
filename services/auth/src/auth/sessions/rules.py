"""What the clinic decided about entering. No HTTP, no SQL."""

from ipaddress import ip_address, ip_network

from common.problems import TooMany

# Seconds to wait after the first, second… wrong password in a row for one account from one address or known device; the
# last one goes on. Five are free: people mistype.
WAITS = (0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900)
# The same for one account from all addresses together, known devices apart: it slows down who has many addresses, and
# is short enough for the person to get in between.
WAITS_EVERYWHERE = (*[0] * 29, 2, 4, 8, 16, 30, 60)
EVERYWHERE = "*"
# How long a count lasts after the last failure.
FORGOTTEN_AFTER_HOURS = 1
DEVICE_SECONDS = 180 * 24 * 3600

# One sentence for an unknown e-mail, a wrong password, a used one-time password and a disabled user.
REFUSED = "El correo o la contraseña no son correctos. Una contraseña de un solo uso sirve una vez y vence."

# The same of who approves something in the session of somebody else.
NOT_CONFIRMED = "El correo o la contraseña de quien aprueba no son correctos."


def origin_of(address, device=None):
    """Whose attempts are counted together: those of a known device (its hash), else of an address.

    Of IPv6 a network of 64 bits, since whoever has one address has them all. What no proxy told, or told as no address,
    is counted under what it is.
    """
    if device:
        return f"device:{device}"
    try:
        ip = ip_address(address or "")
    except ValueError:
        return f"unknown:{address}"[:80]
    return str(ip if ip.version == 4 else ip_network((int(ip), 64), strict=False))


def must_wait(seconds):
    """The refusal of an attempt that comes too early. It says nothing of whether anybody has the e-mail."""
    amount = f"{-(-seconds // 60)} minutos" if seconds >= 120 else f"{seconds} segundo{'s' * (seconds > 1)}"
    return TooMany(
        f"Hubo varios intentos fallidos. Espere {amount} antes de intentar de nuevo.", retry_after=seconds
    )


def starts_waiting(failures, waits):
    """Is this the failure with which the waiting begins?"""
    return failures == next(number for number, wait in enumerate(waits, 1) if wait)
