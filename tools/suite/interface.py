"""Building the interface, only when something of it changed."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.locks import exclusive
from tools.messages import Problem, step
from tools.suite import fingerprint

# Next.js asks for about 1.5 GB to build; its telemetry has no business in a clinic.
BUILD_ENVIRONMENT = {"NEXT_TELEMETRY_DISABLED": "1", "CI": "1"}


def build(root: Path) -> None:
    """`npm ci` when package-lock.json changed, `npm run build` when a source did."""
    _prepare(root, _install, _build)


def install(root: Path) -> None:
    """`npm ci` when package-lock.json changed: all that the development server needs."""
    _prepare(root, _install)


def node() -> str:
    """The Node that runs the development server."""
    found = shutil.which("node")
    if found is None:
        raise Problem("No se encontró node. Instale Node.js 20 o posterior.")
    return found


def _prepare(root: Path, *steps) -> None:
    folder = root / "frontend"
    if not (folder / "package-lock.json").exists():
        return
    with exclusive(root / ".clinica" / "interface.lock"):
        for act in steps:
            act(root / ".clinica", folder)


def _install(stamps: Path, folder: Path) -> None:
    lock = fingerprint.of(folder / "package-lock.json")
    if _stale(stamps / "npm.stamp", lock) or not (folder / "node_modules").exists():
        with step("Dependencias de la interfaz (npm ci)"):
            _npm(folder, ["ci", "--no-audit", "--no-fund"])
        (stamps / "npm.stamp").write_text(lock)


def _build(stamps: Path, folder: Path) -> None:
    sources = fingerprint.of(folder)
    if _stale(stamps / "interface.stamp", sources) or not (folder / "out" / "index.html").exists():
        with step("Interfaz (npm run build)"):
            _npm(folder, ["run", "build"])
        # Taken again: a build may rewrite files of its own, such as next-env.d.ts.
        (stamps / "interface.stamp").write_text(fingerprint.of(folder))


def _stale(stamp: Path, value: str) -> bool:
    return not stamp.exists() or stamp.read_text() != value


def _npm(folder: Path, arguments: list[str]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise Problem("No se encontró npm. Instale Node.js 20 o posterior.")
    done = subprocess.run(
        [npm, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **BUILD_ENVIRONMENT}
    )
    if done.returncode:
        # npm repeats its manual after some errors; what went wrong comes before it.
        said = (done.stdout + done.stderr).partition("Clean install a project")[0].strip()[-4000:]
        raise Problem(f"Falló «npm {' '.join(arguments)}» en frontend/:\n{said}")
