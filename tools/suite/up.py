"""`./clinica up`: from whatever state to a suite that answers, doing only what is missing."""

import time

from tools.locks import exclusive
from tools.messages import Problem, notice, step
from tools.servers.nginx_conf import servable
from tools.servers.server_user import server_user
from tools.settings import Settings
from tools.suite import database, health, interface, ports, programs, secret_files, supervisor_conf
from tools.suite.programs import APPLICATIONS, FRONT, RELAYS, SERVERS, Program
from tools.suite.services import SERVICES
from tools.suite.supervise import ALIVE, Supervisor

HEALTHY_SECONDS = 90
# A server that was killed may still be ending when its successor begins: the first failure is no verdict.
PATIENCE_SECONDS = 4
# What the supervisor says of a process that ended instead of starting; it would try it again a few times.
GIVEN_UP = ("BACKOFF", "FATAL", "EXITED")
LAST_LINES = 10


def up(settings: Settings, development: bool = False) -> None:
    """Start, or bring up to date, everything; then say where it is."""
    started = time.monotonic()
    for folder in (settings.run, settings.log):
        folder.mkdir(parents=True, exist_ok=True)
    settings.home.chmod(0o711)  # the servers' user passes through it; what is inside has its own locks
    with one_at_a_time(settings):
        settings.choose(development)
        supervisor = Supervisor(settings)
        if not supervisor.running():
            check_ports(settings)  # before installing and building, which take minutes
        secret_files.prepare(settings)
        interface.install(settings.root) if development else interface.build(settings.root)
        start(settings, supervisor)
    print(f"\nOmniClínica está en {settings.address}  ({time.monotonic() - started:.1f} s)")
    if development:
        print(f"Interfaz en desarrollo: http://localhost:{settings.next_port}")


def start(settings: Settings, supervisor: Supervisor, restored: bool = False) -> None:
    """Start each stage once the one before it is well; `restored` where the database was another one until now."""
    prepare_servers(settings)
    if not servable(settings) and not settings.development:
        notice(
            "No hay interfaz que servir (frontend/out y frontend/nginx/default.conf): se arranca sin ella."
        )
    wanted = programs.every(settings)
    supervisor_conf.write(settings, wanted)
    if not supervisor.running():
        check_ports(settings)
    supervisor.start()
    supervisor.reread()
    start_servers(settings, supervisor, wanted)
    administrator = database.bring_up_to_date(settings)
    try:
        start_applications(settings, supervisor, wanted)
        if not _facing_people(supervisor, wanted):
            erase_again(settings, supervisor, restored)
        for program in _of(wanted, RELAYS, FRONT):
            supervisor.ensure(program.name)
        # The development server makes a page when somebody asks for it, which takes its time.
        page = servable(settings) and not settings.development
        _must_be_well(settings, lambda: health.everything(settings, with_page=page))
        _relays_must_run(supervisor, wanted)
    finally:  # even if something failed: nobody can say this password a second time
        if administrator:
            introduce(administrator)


def introduce(administrator: dict) -> None:
    """Tell the person who the administrator is, the only time it is known."""
    print(f"\n  Administrador:             {administrator['email']}")
    print(f"  Contraseña de un solo uso: {administrator['password']}")
    print("  Anótela ahora: no se vuelve a mostrar, y deberá cambiarla al entrar.")


def prepare_servers(settings: Settings) -> None:
    """Data folders and settings of the embedded servers, and the URLs of whichever are used."""
    user = server_user()
    database_url, redis_url = settings.database_url, settings.redis_url
    if not database_url:
        server = programs.cluster(settings, user)
        if not server.initialised():
            with step("Carpeta de datos de PostgreSQL"):
                server.initialise()
            database.forget(settings)
        server.configure()
        database_url = server.url(database.NAME)
    if not redis_url:
        server = programs.redis(settings, user)
        server.initialise()
        redis_url = server.url()
    secret_files.write_urls(settings, database_url, redis_url)


def start_servers(settings: Settings, supervisor: Supervisor, wanted: list[Program]) -> None:
    """PostgreSQL and Redis, and the database inside."""
    names = [program.name for program in _of(wanted, SERVERS)]
    fresh = [name for name in names if supervisor.ensure(name)]
    if not names:
        return
    user = server_user()
    ready = {}
    if "postgres" in names:
        ready["postgres"] = programs.cluster(settings, user).ready
    if "redis" in names:
        ready["redis"] = programs.redis(settings, user).ready

    def troubles() -> dict[str, str]:
        return {name: "no responde" for name, answers in ready.items() if not answers()}

    patience = time.monotonic() + PATIENCE_SECONDS

    def still_troubles() -> dict[str, str]:
        found = troubles()
        states = supervisor.states() if time.monotonic() > patience else {}
        for name in found.keys() & states:
            must_not_have_given_up(settings, name, states[name]["statename"])
        return found

    if fresh:
        with step(f"Servidores: {', '.join(fresh)}"):
            _must_be_well(settings, still_troubles)
    if "postgres" in fresh and database.create(programs.cluster(settings, user).url()):
        database.forget(settings)


def must_not_have_given_up(settings: Settings, name: str, state: str) -> None:
    """Stop, with the last lines of its log, when a server ended instead of starting."""
    if state in GIVEN_UP:
        file = settings.log / f"{name}.log"
        last = file.read_text(errors="replace").splitlines()[-LAST_LINES:] if file.exists() else []
        raise Problem(
            f"{name} no pudo arrancar. Lo último que dijo ({file}):\n"
            + "\n".join(f"  {line}" for line in last)
        )


def start_applications(settings: Settings, supervisor: Supervisor, wanted: list[Program]) -> None:
    """All together when the suite is starting; one after another when it is serving people."""
    cold = [p.name for p in _of(wanted, APPLICATIONS) if p.name not in supervisor.changed]
    stale = [p.name for p in _of(wanted, APPLICATIONS) if p.name in supervisor.changed]
    fresh = [name for name in cold if _ensure_clean(settings, supervisor, name)]
    if fresh:
        with step(f"Servicios: {', '.join(fresh)}"):
            _must_be_well(settings, lambda: _unwell(settings, fresh))
    for name in stale:
        with step(f"Reinicio de {name}, que cambió"):
            _ensure_clean(settings, supervisor, name)
            _must_be_well(settings, lambda: _unwell(settings, [name]))


def erase_again(settings: Settings, supervisor: Supervisor, restored: bool) -> None:
    """Before anybody reads: whoever asked to be erased stays erased, whatever database this is. Their list is no part of one."""
    counts = database.erase_again(settings)
    if counts["unheard"]:
        # This relay alone: the others would write to whoever is about to be erased.
        supervisor.ensure("relay-historia_clinica")
        counts["unheard"] = database.erase_again(settings, "--wait")["unheard"]
    if counts["erased"]:
        notice(f"Se volvieron a suprimir los datos de {counts['erased']} personas que ya lo habían pedido.")
    if counts["unheard"]:
        raise Problem(
            "Una supresión de datos personales no llegó a todos los servicios, y nadie entra hasta que llegue.\n"
            "Vea ./clinica logs relay-historia_clinica y repita ./clinica up."
        )
    if counts["unread"] and restored:
        raise Problem(
            f"No se pudo leer la lista de quienes pidieron que se supriman sus datos: {counts['unread']}\n"
            "La base restaurada puede tenerlos todavía. ./clinica up arranca de todos modos, y la lista se aplica cuando se lea."
        )
    if counts["unread"]:
        notice(f"No se pudo leer la lista de supresiones: {counts['unread']} Se intenta otra vez cada hora.")


def check_ports(settings: Settings) -> None:
    """Stop before starting anything when somebody else has one of our ports."""
    own = [settings.dashboard_port, settings.next_port if settings.development else settings.nginx_port]
    own += [port for service in SERVICES for port in (service.port(settings), service.relay_port(settings))]
    own += [] if settings.database_url else [settings.postgres_port]
    own += [] if settings.redis_url else [settings.redis_port]
    asked = [(settings.http_port, settings.http_host or "0.0.0.0"), *((port, "127.0.0.1") for port in own)]
    taken = [port for port, host in asked if not ports.free(port, host)]
    if taken:
        lines = [f"  {port}  {ports.holder(port) or 'no se sabe por quién'}" for port in taken]
        raise Problem(
            "Hay puertos ocupados:\n" + "\n".join(lines) + "\nCierre ese programa o elija otro puerto "
            "(HTTP_PORT, DASHBOARD_PORT, NGINX_PORT, NEXT_PORT, SERVICE_PORT_BASE, POSTGRES_PORT, REDIS_PORT)."
        )


def one_at_a_time(settings: Settings):
    """A block for one command at a time: two `up` of one suite would start everything twice."""
    waiting = "Otro ./clinica está trabajando con esta instalación; se espera a que termine."
    return exclusive(settings.run / "up.lock", waiting)


def _ensure_clean(settings: Settings, supervisor: Supervisor, name: str) -> bool:
    """Like `ensure`, without the numbers that the workers of an earlier start left for Prometheus."""
    if supervisor.withdraw(name):
        for file in (settings.run / "prometheus" / name).glob("*.db"):
            file.unlink(missing_ok=True)
    return supervisor.ensure(name)


def _of(wanted: list[Program], *stages: str) -> list[Program]:
    return [program for program in wanted if program.stage in stages]


def _facing_people(supervisor: Supervisor, wanted: list[Program]) -> bool:
    states = supervisor.states()
    return any(states.get(p.name, {}).get("statename") in ALIVE for p in _of(wanted, FRONT))


def _unwell(settings: Settings, names: list[str]) -> dict[str, str]:
    found = {s.name: health.service(settings, s) for s in SERVICES if s.name in names}
    return {name: trouble for name, trouble in found.items() if trouble}


def _must_be_well(settings: Settings, troubles) -> None:
    left = health.wait(troubles, HEALTHY_SECONDS)
    if left:
        lines = [f"  {name}: {trouble} (./clinica logs {name})" for name, trouble in left.items()]
        raise Problem("No arrancó todo:\n" + "\n".join(lines))


def _relays_must_run(supervisor: Supervisor, wanted: list[Program]) -> None:
    def troubles() -> dict[str, str]:
        states = supervisor.states()
        down = {p.name: states[p.name]["statename"] for p in _of(wanted, RELAYS)}
        return {name: state for name, state in down.items() if state != "RUNNING"}

    _must_be_well(supervisor.settings, troubles)
