"""`./clinica backup`: this machine's copy of everything that cannot be made again."""

from pathlib import Path

from tools.backup import snapshot
from tools.messages import Problem
from tools.settings import Settings
from tools.suite import database
from tools.suite.supervise import Supervisor


def backup(settings: Settings, where: Path | None = None) -> Path:
    """Write the backup, with the suite at work or not; its path."""
    if not settings.database_url and not Supervisor(settings).running():
        raise Problem("PostgreSQL está detenido: ejecute ./clinica up y repita la copia.")
    folder = where or settings.home / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    dotenv = settings.root / ".env"
    chosen = dotenv.read_bytes() if dotenv.exists() else None
    return snapshot.take(database.url(settings), settings.secrets, settings.files, chosen, folder)
