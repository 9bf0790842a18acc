"""`./clinica status` and `./clinica logs`: what runs, how it is, and what it says."""

import subprocess
import time

from tools.messages import Problem
from tools.servers.server_user import server_user
from tools.settings import Settings
from tools.suite import health, ports, programs, sri
from tools.suite.services import SERVICES
from tools.suite.supervise import Supervisor

STATES = {
    "RUNNING": "en marcha",
    "STARTING": "arrancando",
    "STOPPING": "parando",
    "STOPPED": "detenido",
    "BACKOFF": "reintentando",
    "FATAL": "caído",
    "EXITED": "terminó",
}
COLUMNS = ("PROCESO", "ESTADO", "PID", "TIEMPO", "SALUD", "PUERTO")


def status(settings: Settings) -> bool:
    """Print the table; True when everything runs and is well."""
    supervisor = Supervisor(settings)
    if not supervisor.running():
        print("OmniClínica está detenida. ./clinica up la arranca.")
        return False
    states = supervisor.states()
    rows, well = [], True
    for program in programs.every(settings):
        info = states.get(program.name)
        if info is None:
            continue
        running = info["statename"] == "RUNNING"
        trouble = _trouble(settings, program.name) if running else "-"
        well = well and running and not trouble
        rows.append(
            (
                program.name,
                STATES.get(info["statename"], info["statename"]),
                str(info["pid"]) if info["pid"] else "-",
                uptime(info["now"] - info["start"]) if running else "-",
                trouble or "bien",
                str(program.port or "-"),
            )
        )
    print(table([COLUMNS, *rows]))
    return well


def uptime(seconds: int) -> str:
    """90061 seconds as «1 d 01:01»; under a minute as seconds."""
    if seconds < 60:
        return f"{max(seconds, 0)} s"
    days, rest = divmod(seconds, 86400)
    clock = f"{rest // 3600:02}:{rest % 3600 // 60:02}"
    return f"{days} d {clock}" if days else clock


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows in columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows
    )


def logs(settings: Settings, name: str | None, follow: bool, lines: int) -> None:
    """Print the end of a process's log, and go on printing with `follow`."""
    known = sorted(path.stem for path in settings.log.glob("*.log"))
    name = name or ""
    for service in SERVICES:  # by its address is as good as by its name
        name = name.replace(service.prefix, service.name)
    file = settings.log / f"{name}.log"
    if name not in known:
        raise Problem(f"¿De qué proceso? Hay registros de: {', '.join(known) or 'ninguno todavía'}.")
    tail = ["tail", "-n", str(lines), *(["-F"] if follow else []), str(file)]
    try:
        subprocess.run(tail)
    except KeyboardInterrupt:
        pass


def follow_all(settings: Settings) -> None:
    """Show what everything says from now on, until the person interrupts."""
    files = [str(path) for path in sorted(settings.log.glob("*.log")) if path.stem != "supervisor"]
    try:
        subprocess.run(["tail", "-n", "0", "-q", "-F", *files], stderr=subprocess.DEVNULL)
    except KeyboardInterrupt:
        print()


def down(settings: Settings) -> None:
    """Stop the suite; what it was answering it finishes."""
    supervisor = Supervisor(settings)
    if not supervisor.running():
        print("OmniClínica ya estaba detenida.")
        return
    started = time.monotonic()
    supervisor.shut_down()
    print(f"OmniClínica está detenida ({time.monotonic() - started:.1f} s).")


def _trouble(settings: Settings, name: str) -> str:
    """Empty when a running process is well, otherwise what is wrong with it."""
    user = server_user()
    if name == "postgres":
        return "" if programs.cluster(settings, user).ready() else "no responde"
    if name == "redis":
        return "" if programs.redis(settings, user).ready() else "no responde"
    if name == "traefik":
        answered, _ = health.get(f"http://127.0.0.1:{settings.dashboard_port}/ping")
        return "" if answered == 200 else "no responde"
    if name == "next":
        return "" if not ports.free(settings.next_port) else "no responde"
    if name == "nginx":
        answered, _ = health.get(f"http://127.0.0.1:{settings.nginx_port}/")
        return "" if answered == 200 else f"respondió {answered}"
    if name == sri.NAME:
        return "" if not ports.free(sri.port(settings)) else "no responde"
    for service in SERVICES:
        if service.name == name:
            return health.service(settings, service)
    return ""  # a relay says how it is at /metrics, which needs a token: here, running is enough
