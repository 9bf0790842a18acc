"""What the clinic decided about entering. No HTTP, no SQL."""

LOCK_AFTER_FAILURES = 5
LOCK_MINUTES = 15

# One sentence for an unknown e-mail, a wrong password, a used one-time password, a locked and a disabled user.
REFUSED = (
    "El correo o la contraseña no son correctos. Una contraseña de un solo uso sirve una vez y vence; "
    "tras varios intentos fallidos, espere 15 minutos."
)
