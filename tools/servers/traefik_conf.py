"""Traefik without Docker: the two files of traefik/ with this machine's addresses in them."""

import shutil
from pathlib import Path

from tools.messages import Problem
from tools.settings import ROOT, Settings
from tools.suite.services import SERVICES

# Where Traefik must run: it looks for its own middlewares (plugins-local/) in the folder in which it was started.
FOLDER = ROOT / "traefik"


def write(settings: Settings) -> Path:
    """Render both files into the run folder; the path of the static one."""
    static, dynamic = settings.run / "traefik.yml", settings.run / "traefik-dynamic.yml"
    replace_if_changed(dynamic, render((FOLDER / "dynamic.yml").read_text(), dynamic_changes(settings)))
    replace_if_changed(
        static, render((FOLDER / "traefik.yml").read_text(), static_changes(settings, dynamic))
    )
    return static


def static_changes(settings: Settings, dynamic: Path) -> dict[str, str]:
    """What changes in traefik.yml."""
    host = f"[{settings.http_host}]" if ":" in settings.http_host else settings.http_host
    return {
        'address: ":3333"': f'address: "{host}:{settings.http_port}"',
        'address: ":8080"': f'address: "127.0.0.1:{settings.dashboard_port}"',
        "filename: /etc/traefik/dynamic.yml": f'filename: "{dynamic}"',
    }


def dynamic_changes(settings: Settings) -> dict[str, str]:
    """What changes in dynamic.yml."""
    local = {service.docker_url: f"http://127.0.0.1:{service.port(settings)}" for service in SERVICES}
    front = settings.next_port if settings.development else settings.nginx_port
    return local | {"http://frontend:3000": f"http://127.0.0.1:{front}"}


def render(text: str, changes: dict[str, str]) -> str:
    """`text` with every change made; a change that finds nothing to change is a mistake."""
    for old, new in changes.items():
        if old not in text:
            raise Problem(f"La configuración de traefik/ ya no contiene «{old}».")
        text = text.replace(old, new)
    return text


def replace_if_changed(path: Path, text: str) -> None:
    """Write through a rename, and only a change, since Traefik watches the file."""
    if path.exists() and path.read_text() == text:
        return
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text)
    fresh.replace(path)


def binary() -> str:
    """The Traefik to run: the virtual environment's."""
    from tools.bootstrap import VENV

    found = shutil.which("traefik", path=str(VENV / "bin"))
    if not found:
        raise Problem(
            "Falta traefik en el entorno virtual; borre .clinica/venv y vuelva a ejecutar ./clinica up."
        )
    return found
