"""The six services: names, ports, and the environment each one starts with."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from common import suite
from tools.settings import Settings
from tools.suite import sri

RELAY_PORT_DISTANCE = 10


@dataclass(frozen=True)
class Service:
    """One service; its place in SERVICES is its port's distance from the first."""

    name: str
    prefix: str

    @property
    def role(self) -> str:
        """Its role in PostgreSQL."""
        return f"omni_{self.name}"

    @property
    def docker_url(self) -> str:
        """Where it is inside the Docker network, which is what traefik/dynamic.yml says."""
        return f"http://{self.prefix}-service:5000"

    @property
    def variable(self) -> str:
        """How environment variables call it."""
        return self.name.upper()

    def port(self, settings: Settings) -> int:
        """Its port on this machine."""
        return settings.service_port_base + SERVICES.index(self)

    def relay_port(self, settings: Settings) -> int:
        """Where its relay serves /metrics."""
        return self.port(settings) + RELAY_PORT_DISTANCE


SERVICES = tuple(Service(name, suite.prefix(name)) for name in suite.SERVICES)


def database_url_for(admin_url: str, role: str, password: str) -> str:
    """The owner's URL with another user: same server, database and options."""
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))


def service_environment(service: Service, settings: Settings) -> dict[str, str]:
    """The environment of one service and of its relay."""
    secrets = settings.secrets
    environment = _common_environment(settings) | {
        "PYTHONPATH": f"{settings.root}:{settings.root / 'services' / service.name / 'src'}",
        "DATABASE_URL_FILE": str(secrets / f"database-url-{service.name}"),
        "SERVICE_CLIENT_SECRET_FILE": str(secrets / f"client-{service.name}"),
        "MAIL_SPOOL": str(settings.home / "mail"),
        "FILES_DIR": str(settings.files / service.name),
    }
    if service.name == suite.AUTH:
        environment["JWT_SIGNING_KEYS_FILE"] = str(secrets / "jwt" / "signing-keys.json")
    # Whoever hands documents in, and who says on every page that it is not the SRI.
    if service.name in (suite.AUTH, "facturacion") and sri.emulated(settings):
        environment["SRI_TEST_URL"] = sri.url(settings)
    return environment | settings.passed_through


def environment_of(name: str, settings: Settings) -> dict[str, str]:
    """The environment of the service of this name, for what is run in its name."""
    return service_environment(_named(name), settings)


def setup_environment(settings: Settings) -> dict[str, str]:
    """The environment of `python -m auth.setup`: auth's, and the secrets of everyone it registers."""
    secrets = settings.secrets
    return service_environment(_named(suite.AUTH), settings) | {
        **{f"SERVICE_CLIENT_SECRET_{s.variable}_FILE": str(secrets / f"client-{s.name}") for s in SERVICES},
        "METRICS_CLIENT_SECRET_FILE": str(secrets / "metrics-client"),
    }


def migration_environment(settings: Settings) -> dict[str, str]:
    """The environment of `python -m migrations.migrate`: the owner's URL and the roles' passwords."""
    secrets = settings.secrets
    environment = _common_environment(settings) | {
        "PYTHONPATH": str(settings.root),
        "DATABASE_URL_FILE": str(secrets / "database-url"),
        **{f"DB_PASSWORD_{s.variable}_FILE": str(secrets / f"role-{s.name}") for s in SERVICES},
    }
    return environment | settings.passed_through


def _named(name: str) -> Service:
    return next(service for service in SERVICES if service.name == name)


def _common_environment(settings: Settings) -> dict[str, str]:
    mode = {"ENVIRONMENT": "development"} if settings.development else {}
    return mode | {
        "PYTHONUNBUFFERED": "1",
        "REDIS_URL_FILE": str(settings.secrets / "redis-url"),
        "JWKS_FILE": str(settings.secrets / "jwt" / "jwks.json"),
        **{f"{s.variable}_URL": f"http://127.0.0.1:{s.port(settings)}" for s in SERVICES},
    }
