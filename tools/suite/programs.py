"""The processes of a suite, in the order they start."""

from dataclasses import dataclass, field
from pathlib import Path

from tools.servers import nginx_conf, postgres, redis_server, traefik_conf
from tools.servers.server_user import ServerUser, knows_pdeathsig, server_user
from tools.settings import Settings
from tools.suite import fingerprint, interface, sri
from tools.suite.secret_files import read
from tools.suite.services import SERVICES, Service, service_environment

SERVERS, APPLICATIONS, RELAYS, FRONT = "servers", "applications", "relays", "front"
STAGES = (SERVERS, APPLICATIONS, RELAYS, FRONT)


@dataclass(frozen=True)
class Program:
    """One process under the supervisor."""

    name: str
    stage: str
    command: list[str]
    port: int | None = None
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: str = "TERM"
    stop_seconds: int = 40  # a little more than gunicorn gives its requests
    folder: Path | None = None  # where it runs, if not in the root


def cluster(settings: Settings, user: ServerUser, binaries=None) -> postgres.Cluster:
    """The embedded PostgreSQL of this suite."""
    return postgres.Cluster(
        binaries=binaries or postgres.install(user.place(settings.cache)),
        data=user.place(settings.home / "postgres"),
        user=user,
        port=settings.postgres_port,
        password=read(settings, "postgres-superuser"),
    )


def redis(settings: Settings, user: ServerUser) -> redis_server.RedisServer:
    """The embedded Redis of this suite."""
    return redis_server.RedisServer(
        binary=redis_server.install(user.place(settings.cache), user),
        folder=user.place(settings.home / "redis"),
        user=user,
        port=settings.redis_port,
        password=read(settings, "redis"),
    )


def servers(settings: Settings) -> list[Program]:
    """PostgreSQL and Redis, unless they were given from outside."""
    user = server_user()
    found = []
    if not settings.database_url:
        server = cluster(settings, user)
        version = {"CLINICA_VERSION": fingerprint.of(settings.root / "tools" / "servers" / "postgres.py")}
        found.append(Program("postgres", SERVERS, server.command(), server.port, version, stop_signal="INT"))
    if not settings.redis_url:
        server = redis(settings, user)
        found.append(Program("redis", SERVERS, server.command(), server.port))
    return found


def application(service: Service, settings: Settings) -> Program:
    """One service under gunicorn; new code gives it another version, and so a restart."""
    if settings.development:
        return reloading(service, settings)
    port = service.port(settings)
    command = [settings.python, "-m", "gunicorn", "-c", "python:common.run.server", "--no-control-socket"]
    command += ["--bind", f"127.0.0.1:{port}", f"{service.name}:create_app()"]
    metrics = settings.run / "prometheus" / service.name
    metrics.mkdir(parents=True, exist_ok=True)
    environment = _environment(service, settings) | {"PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    return Program(service.name, APPLICATIONS, command, port, environment)


def reloading(service: Service, settings: Settings) -> Program:
    """One service under Flask's own server, which starts again by itself when its code changes."""
    port = service.port(settings)
    command = [settings.python, "-m", "flask", "--app", f"{service.name}:create_app()", "run", "--debug"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    environment = service_environment(service, settings) | {"FLASK_DEBUG": "1"}
    return Program(service.name, APPLICATIONS, command, port, environment)


def relay(service: Service, settings: Settings) -> Program:
    """The process that delivers a service's events."""
    command = [settings.python, "-m", "common.run.relay", service.name]
    port = service.relay_port(settings)
    environment = _environment(service, settings) | {"RELAY_METRICS_BIND": f"127.0.0.1:{port}"}
    return Program(f"relay-{service.name}", RELAYS, command, port, environment)


def emulators(settings: Settings) -> list[Program]:
    """What answers the example clinic in the SRI's place; nothing in any other."""
    if not sri.emulated(settings):
        return []
    version = {"CLINICA_VERSION": fingerprint.of(settings.root / "tools" / "sri_emulator")}
    if schemas := settings.passed_through.get("SRI_XSD_DIR"):
        version["SRI_XSD_DIR"] = schemas
    return [Program(sri.NAME, APPLICATIONS, sri.command(settings), sri.port(settings), version)]


def front(settings: Settings) -> list[Program]:
    """What faces the browser: Nginx when there is an interface, and Traefik."""
    found = []
    if settings.development:
        found.append(next_server(settings))
    elif nginx_conf.servable(settings):
        command = nginx_conf.write(settings, server_user())
        version = {"CLINICA_VERSION": fingerprint.of(settings.run / "nginx" / "nginx.conf")}
        found.append(
            Program(
                "nginx", FRONT, command, settings.nginx_port, version, stop_signal="QUIT", stop_seconds=15
            )
        )
    static = traefik_conf.write(settings)
    found.append(
        Program(
            "traefik",
            FRONT,
            [traefik_conf.binary(), f"--configFile={static}"],
            settings.http_port,
            {"CLINICA_VERSION": fingerprint.of(static, traefik_conf.FOLDER / "plugins-local")},
            stop_seconds=30,
            folder=traefik_conf.FOLDER,
        )
    )
    return found


def next_server(settings: Settings) -> Program:
    """The interface while somebody works on it; it sends /api to Traefik, and Traefik sends the rest to it."""
    command = [interface.node(), "node_modules/next/dist/bin/next", "dev"]
    command += ["-H", "127.0.0.1", "-p", str(settings.next_port)]
    environment = {"API_ORIGIN": settings.address, "NEXT_TELEMETRY_DISABLED": "1"}
    folder = settings.root / "frontend"
    return Program("next", FRONT, command, settings.next_port, environment, stop_seconds=15, folder=folder)


def every(settings: Settings) -> list[Program]:
    """All of them, in the order they start."""
    return [
        *servers(settings),
        *(application(service, settings) for service in SERVICES),
        *emulators(settings),
        *(relay(service, settings) for service in SERVICES),
        *front(settings),
    ]


def stage_of(name: str) -> str:
    """The stage of a process known by its name only, as the supervisor tells it."""
    if name in ("postgres", "redis"):
        return SERVERS
    if name in ("nginx", "next", "traefik"):
        return FRONT
    return RELAYS if name.startswith("relay-") else APPLICATIONS


def tied(program: Program) -> list[str]:
    """Its command, ended by the kernel if the supervisor is killed outright (on Linux)."""
    if not knows_pdeathsig():
        return program.command
    if program.command[0] == "setpriv":
        return ["setpriv", "--pdeathsig", program.stop_signal, *program.command[1:]]
    return ["setpriv", "--pdeathsig", program.stop_signal, "--", *program.command]


def _environment(service: Service, settings: Settings) -> dict[str, str]:
    root = settings.root
    code = fingerprint.of(
        root / "common", root / "services" / service.name / "src", root / "requirements.lock"
    )
    return service_environment(service, settings) | {"CLINICA_VERSION": code}
