"""`./clinica keys`: rotating the keys that sign sessions, without closing anybody's."""

import time

from tools.messages import Problem
from tools.settings import Settings
from tools.suite import secret_files
from tools.suite.supervise import Supervisor

# A session lives this long, so for this long a key that signed one must go on verifying.
SESSION_SECONDS = 24 * 3600


def keys(settings: Settings, action: str, force: bool = False) -> None:
    """Run the action and, when it changed the keys, have `auth` sign with the new ones."""
    signing = settings.secrets / "jwt" / "signing-keys.json"
    if not signing.exists():
        raise Problem("Esta instalación todavía no tiene claves: ejecute ./clinica up.")
    if action in ("prune", "forget") and not force:
        refuse_early_prune(time.time() - signing.stat().st_mtime)
    print(secret_files.keys(settings, action), end="")
    if action == "list":
        return
    # Whoever verifies notices the new file by itself; the one that signs gets new workers, and the old
    # ones finish what they are answering.
    supervisor = Supervisor(settings)
    if supervisor.running():
        supervisor.signal("auth", "HUP")
        print("Los servicios ya usan las claves nuevas.")


def refuse_early_prune(age: float) -> None:
    """Stop a `prune` that would close the sessions signed with the previous key."""
    if age < SESSION_SECONDS:
        left = (SESSION_SECONDS - age) / 3600
        raise Problem(
            f"La última rotación fue hace {age / 3600:.1f} h: aún puede haber sesiones firmadas con la clave "
            f"anterior. Espere {left:.1f} h, o repita con --force para cerrarlas."
        )
