"""`python -m tools <command>`, which is what ./clinica becomes once the virtual environment is there."""

import argparse
import os
import subprocess
import sys

from tools import settings as settings_module
from tools.messages import Problem
from tools.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["test"]:  # everything that follows belongs to the checks
        return _module("tools.check", arguments[1:])
    if arguments[:1] == ["demo"]:
        return _module("tools.demo", arguments[1:])
    if arguments[:1] == ["load"]:
        return _module("tools.load", arguments[1:])
    if arguments in ([], ["help"]):
        parser().print_help()
        return 0
    chosen = parser().parse_args(arguments)
    try:
        return run(chosen, settings_module.load())
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrumpido.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="./clinica", description="OmniClínica en esta máquina, sin Docker.")
    commands = top.add_subparsers(dest="command", required=True, metavar="ORDEN", title="órdenes")
    top._optionals.title = "opciones"
    commands.add_parser("up", help="arranca todo, o lo pone al día")
    commands.add_parser("dev", help="arranca todo para desarrollar, con recarga; Ctrl+C lo detiene")
    commands.add_parser("down", help="detiene todo")
    commands.add_parser("status", help="qué está en marcha y cómo está")
    logs = commands.add_parser("logs", help="registro de un proceso")
    logs.add_argument("name", nargs="?", metavar="PROCESO")
    logs.add_argument("-f", "--follow", action="store_true", help="sigue mostrando lo que llegue")
    logs.add_argument("-n", "--lines", type=int, default=100, metavar="N", help="cuántas líneas (100)")
    commands.add_parser("demo", help="llena la clínica con datos de ejemplo")
    commands.add_parser("load", help="prueba de carga con los datos de ejemplo")
    backup = commands.add_parser("backup", help="copia de seguridad en un archivo")
    backup.add_argument("--to", metavar="CARPETA", help="dónde dejarla (.clinica/backups)")
    restore = commands.add_parser("restore", help="vuelve a una copia de seguridad")
    restore.add_argument("file", metavar="ARCHIVO")
    restore.add_argument("--verify", action="store_true", help="solo comprueba que la copia sirve")
    keys = commands.add_parser("keys", help="claves que firman las sesiones")
    keys.add_argument("action", choices=("rotate", "list", "prune", "forget"))
    keys.add_argument("--force", action="store_true", help="prune aunque cierre sesiones abiertas")
    one_time = commands.add_parser(
        "one-time-password", help="deja entrar a quien no puede: una contraseña de un solo uso"
    )
    one_time.add_argument("email", metavar="CORREO")
    cie10 = commands.add_parser("cie10", help="carga la tabla de la CIE-10 desde un archivo CSV o XLSX")
    cie10.add_argument("file", metavar="ARCHIVO", help="con una columna de códigos y otra de descripciones")
    medicines = commands.add_parser("medicines", help="agrega medicamentos desde un archivo CSV o XLSX")
    medicines.add_argument(
        "file", metavar="ARCHIVO", help="con columnas dci, concentración, forma y controlado"
    )
    migration = commands.add_parser("migration", help="el siguiente archivo de migraciones, por llenar")
    migration.add_argument("service", metavar="SERVICIO", help="el servicio cuyas tablas cambian, o every")
    migration.add_argument("name", metavar="NOMBRE", help="qué cambia, como patient_occupation")
    commands.add_parser("test", help="todas las comprobaciones del proyecto")
    return top


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Carry out a command; the modules are imported late, so that a simple one starts at once."""
    if chosen.command == "up":
        from tools.suite.up import up

        up(settings)
    elif chosen.command == "dev":
        from tools.suite.status import down, follow_all
        from tools.suite.up import up

        up(settings, development=True)
        follow_all(settings)
        down(settings)
    elif chosen.command == "down":
        from tools.suite.status import down

        down(settings)
    elif chosen.command == "status":
        from tools.suite.status import status

        return 0 if status(settings) else 1
    elif chosen.command == "logs":
        from tools.suite.status import logs

        logs(settings, chosen.name, chosen.follow, chosen.lines)
    elif chosen.command == "backup":
        from tools.backup.backup import backup

        print(backup(settings, _where(chosen.to) if chosen.to else None))
    elif chosen.command == "restore":
        from tools.backup.restore import put_settings, restore

        file = _where(chosen.file)
        if not file.exists():
            raise Problem(f"No existe {file}.")
        if not chosen.verify and put_settings(file, settings.root / ".env"):
            settings = settings_module.load()
        restore(settings, file, chosen.verify)
    elif chosen.command == "keys":
        from tools.suite.keys import keys

        keys(settings, chosen.action, chosen.force)
    elif chosen.command == "one-time-password":
        from tools.suite.database import one_time_password

        given = one_time_password(settings, chosen.email)
        print(f"  Persona:                   {given['email']}")
        print(f"  Contraseña de un solo uso: {given['password']}")
        print(f"  Vale hasta:                {given['expires_at']}")
        print("  Deberá cambiarla al entrar. El registro de actividad dice que se dio desde el servidor.")
    elif chosen.command == "cie10":
        from tools.suite.database import load_cie10

        counts = load_cie10(settings, _where(chosen.file))
        same = counts["codes"] - counts["new"] - counts["changed"]
        print(
            f"  Códigos de la CIE-10: {counts['new']} nuevos, {counts['changed']} cambiados, {same} iguales."
        )
        if counts["others"]:
            print(f"  Filas que no son códigos (capítulos, rangos, vacías): {counts['others']}.")
    elif chosen.command == "medicines":
        from tools.suite.database import load_medicines

        counts = load_medicines(settings, _where(chosen.file))
        print(f"  Medicamentos: {counts['new']} nuevos de {counts['medicines']}.")
        if counts["others"]:
            print(f"  Filas que no son medicamentos: {counts['others']}.")
    elif chosen.command == "migration":
        from tools import migration

        print(migration.create(chosen.service, chosen.name).relative_to(settings.root))
    return 0


def _where(path: str):
    """A path as the person wrote it, from the folder where they were."""
    from pathlib import Path

    return Path(os.environ.get("CLINICA_CWD", "."), path).resolve()


def _module(name: str, arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", name, *arguments]).returncode


if __name__ == "__main__":
    sys.exit(main())
