"""Everything that can be set from outside: the process's environment first, then .env in the root."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from common.suite import SERVICES
from tools.bootstrap import ROOT, VENV
from tools.messages import Problem

PORTS = {
    "HTTP_PORT": 3333,
    "DASHBOARD_PORT": 8080,
    "NGINX_PORT": 9080,
    "NEXT_PORT": 9002,
    "SERVICE_PORT_BASE": 5001,
    "POSTGRES_PORT": 54329,
    "REDIS_PORT": 63799,
}
# How far the port of the SRI's emulator is from that of the first service.
EMULATOR_DISTANCE = 20
# The runner reads these itself; what the services receive under the same names is its decision.
OURS = {
    *PORTS,
    "CLINICA_HOME",
    "HTTP_HOST",
    "DATABASE_URL",
    "REDIS_URL",
    "DATABASE_URL_FILE",
    "REDIS_URL_FILE",
}
# Of the process's environment only these reach the services, so that a restart from another shell
# gives the same services. Whatever .env says reaches them whole.
PASSED_NAMES = {
    "ENVIRONMENT",
    "CORS_ORIGINS",
    "TLS_ENABLED",
    "ADMIN_EMAIL",
    "LOG_LEVEL",
    "LOG_FILE",
    "PUBLIC_URL",
}
PASSED_PREFIXES = (
    "RATE_LIMIT_", "JWT_", "DB_POOL_", "WEB_", "CLINIC_", "CACHE_", "OUTBOX_", "RELAY_", "IDEMPOTENCY_",
    "LOCKOUT_", "SMTP_", "MAIL_", "SRI_", "EINVOICE_", "REMINDER_", "WEBHOOK_", "UPLOAD_", "ATTACHMENT_",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The places and ports of one suite. Another suite beside it has another home and other ports."""

    root: Path
    home: Path
    http_host: str
    http_port: int
    dashboard_port: int
    nginx_port: int
    next_port: int
    service_port_base: int
    postgres_port: int
    redis_port: int
    database_url: str | None  # given from outside, instead of the embedded PostgreSQL
    redis_url: str | None
    passed_through: dict[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> Path:
        """Passwords and keys, for the owner's eyes only."""
        return self.home / "secrets"

    @property
    def files(self) -> Path:
        """What people attached, a folder for each service."""
        return self.home / "files"

    @property
    def run(self) -> Path:
        """What is generated at every start: configurations, sockets, stamps."""
        return self.home / "run"

    @property
    def log(self) -> Path:
        """What the processes print."""
        return self.home / "log"

    @property
    def development(self) -> bool:
        """Whether it is `./clinica dev` that last started this suite: every command must see the same processes."""
        return (self.run / "development").exists()

    def choose(self, development: bool) -> None:
        """Remember how the suite is started."""
        mark = self.run / "development"
        mark.touch() if development else mark.unlink(missing_ok=True)

    @property
    def cache(self) -> Path:
        """Binaries, shared by every suite of this checkout."""
        return self.root / ".clinica" / "cache"

    @property
    def python(self) -> str:
        """The Python of the virtual environment."""
        return str(VENV / "bin" / "python")

    @property
    def address(self) -> str:
        """What a browser on this machine opens."""
        host = "127.0.0.1" if self.http_host in ("", "0.0.0.0", "::") else self.http_host
        return f"http://{host}:{self.http_port}"


def load(environment: dict[str, str] | None = None, dotenv_file: Path = ROOT / ".env") -> Settings:
    """The settings now in force."""
    from dotenv import dotenv_values  # the only import of this module that needs the virtual environment

    environment = dict(os.environ if environment is None else environment)
    written = {name: value for name, value in dotenv_values(dotenv_file).items() if value is not None}
    chosen = written | {name: environment[name] for name in environment if name in written or wanted(name)}
    return build(chosen)


def build(chosen: dict[str, str]) -> Settings:
    """Settings from names and values, with the defaults filled in."""
    ports = {name: _port(name, chosen.get(name) or default) for name, default in PORTS.items()}
    home = Path(chosen.get("CLINICA_HOME") or ROOT / ".clinica").expanduser()
    _refuse_clashes(ports)
    return Settings(
        root=ROOT,
        home=home if home.is_absolute() else ROOT / home,
        http_host=chosen.get("HTTP_HOST", ""),
        http_port=ports["HTTP_PORT"],
        dashboard_port=ports["DASHBOARD_PORT"],
        nginx_port=ports["NGINX_PORT"],
        next_port=ports["NEXT_PORT"],
        service_port_base=ports["SERVICE_PORT_BASE"],
        postgres_port=ports["POSTGRES_PORT"],
        redis_port=ports["REDIS_PORT"],
        database_url=_value(chosen, "DATABASE_URL"),
        redis_url=_value(chosen, "REDIS_URL"),
        passed_through={name: value for name, value in sorted(chosen.items()) if name not in OURS},
    )


def wanted(name: str) -> bool:
    """Whether a name of the process's environment is a setting of the suite."""
    bare = name.removesuffix("_FILE")
    return bare in OURS or bare in PASSED_NAMES or bare.startswith(PASSED_PREFIXES)


def _value(chosen: dict[str, str], name: str) -> str | None:
    """A setting, or the contents of the file that NAME_FILE points to."""
    if chosen.get(name):
        return chosen[name]
    file = chosen.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else None


def _port(name: str, value: str | int) -> int:
    try:
        port = int(value)
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        raise Problem(f"{name}={value} no es un puerto.")
    return port


def _refuse_clashes(ports: dict[str, int]) -> None:
    seen: dict[int, str] = {}
    # The services, ten further on their relays, and after them the SRI's emulator of the example clinic.
    steps = [distance + place for distance in (0, 10) for place in range(len(SERVICES))] + [EMULATOR_DISTANCE]
    spread = {f"SERVICE_PORT_BASE+{i}": ports["SERVICE_PORT_BASE"] + i for i in steps}
    rest = {name: port for name, port in ports.items() if name != "SERVICE_PORT_BASE"}
    for name, port in (spread | rest).items():
        if port in seen:
            raise Problem(f"{seen[port]} y {name} piden el mismo puerto, {port}.")
        seen[port] = name
