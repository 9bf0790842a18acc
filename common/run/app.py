"""Application factory of every service."""

import logging
import re
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psycopg2
from flask import Blueprint, Flask, g, jsonify, request
from flask import Request as FlaskRequest
from flask.sessions import NullSession, SessionInterface
from flask_compress import Compress
from flask_cors import CORS
from flask_restx import Api as RestxApi
from flask_restx import apidoc
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from common.config import MAX_BODY, MAX_UPLOAD, Settings
from common.messages import resources
from common.messages.client import Services, revoked_by_auth
from common.messages.events import handle_each
from common.messages.links import Links
from common.run import logs, metrics
from common.store.cache import ClinicCache
from common.store.db import Database
from common.store.pool import PoolTimeout
from common.store.redis_connection import connect
from common.suite import prefix
from common.web import auth, errors, limits
from common.web.http import reply
from common.web.revocations import Revocations
from common.web.schema import PROBLEM
from common.web.security_headers import SecurityHeaders, swagger_page

REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{8,128}")
HEALTH_SECONDS = 0.8
DATABASE_AWAY = "La base de datos no responde."


class NoSession(SessionInterface):
    """Flask's session, which nobody here has: one that is empty and refuses to be written to."""

    nobody = NullSession()

    def open_session(self, app, request):
        return self.nobody


class Request(FlaskRequest):
    """A file is larger than what any other path takes; the few bytes more let its own path say by how much it is too large."""

    @property
    def max_content_length(self):
        is_file = self.method == "POST" and self.path.endswith("/files")
        return MAX_UPLOAD + MAX_BODY if is_file else MAX_BODY


class Service(Flask):
    """Flask without its coroutine check, which runs at each of some twenty calls a request, and without its session."""

    request_class = Request
    session_interface = NoSession()

    def ensure_sync(self, func):
        return func


class Api(RestxApi):
    """restx routes and documents; it neither writes JSON nor answers errors."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What it documents as `produces`; errors are the second kind, and leave through common.web.errors.
        self.representations = dict.fromkeys(
            ("application/json", "application/problem+json"),
            lambda data, code, headers=None: reply(data, code),
        )

    def error_router(self, original_handler, error):
        return original_handler(error)


class BigintConverter(IntegerConverter):
    """`<int:id>` in a path: digits of ASCII that a bigint can hold; anything else does not exist."""

    regex = "[0-9]+"

    def __init__(self, map, **kwargs):
        super().__init__(map, **({"max": 2**63 - 1} | kwargs))


def create_service(name, *sub_domains, **more):
    """Create the service that these sub-domains make up: modules with NAMESPACES, CONSTRAINTS, HANDLERS and GAUGES.

    `more` is what `create_app` takes besides. Raises ValueError where two sub-domains claim one name.
    """
    merged = {}
    for member in ("CONSTRAINTS", "HANDLERS", "GAUGES"):
        pairs = [pair for part in sub_domains for pair in getattr(part, member).items()]
        merged[member] = dict(pairs)
        if len(merged[member]) < len(pairs):
            raise ValueError(f"{name}: two sub-domains claim one of {member}")
    return create_app(
        name,
        *(namespace for part in sub_domains for namespace in part.NAMESPACES),
        handle=handle_each(merged["HANDLERS"]),
        constraints=merged["CONSTRAINTS"],
        gauges=merged["GAUGES"],
        **more,
    )


def create_app(
    name,
    *namespaces,
    title,
    handle,
    revision,
    constraints=None,
    settings=None,
    database=None,
    session=None,
    republish=None,
    revoked=None,
    gauges=None,
    policies=False,
):
    """Create a service: its namespaces under /api/<name>, and everything that all services have.

    `handle(tx, events)` is what the service does on others' events; `revision` is the oldest migration that its code can run
    on; `constraints` puts the database's refusals into words; `gauges` are what it counts of the clinic for /metrics
    (common.run.metrics.DatabaseCollector); `policies`: its tables have row-level security, and each statement says who asks. Tests pass `settings`, `database`, `session`,
    and `revoked`, which is what `auth` would answer to common.web.revocations.
    """
    settings = settings or Settings.from_env()
    logs.configure(name, settings)
    base = f"/api/{prefix(name)}"
    app = Service(name, static_folder=None)
    app.config.update(
        RESTX_MASK_SWAGGER=False,
        COMPRESS_MIN_SIZE=1024,
        COMPRESS_REGISTER=False,
        SETTINGS=settings,
    )
    app.debug = settings.flask_debug
    app.wsgi_app = SecurityHeaders(app.wsgi_app, hsts=settings.tls_enabled)
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # Traefik leaves the Host as it came
    app.url_map.converters["int"] = BigintConverter

    connection = connect(settings.redis_url)
    app.extensions["db"] = database or Database(
        settings.database_url, name, settings.db_pool_min, settings.db_pool_max
    )
    if policies:
        app.extensions["db"].reader = auth.reader
    app.extensions["redis"] = connection
    app.extensions["revocations"] = Revocations(
        connection, republish and (lambda: republish(app)), revoked or revoked_by_auth(settings, name)
    )
    app.extensions["verifier"] = auth.Verifier(settings, app.extensions["revocations"])
    app.extensions["services"] = Services(settings, session)
    app.extensions["links"] = Links(settings, name, session)

    app.before_request(open_request)
    app.before_request(logs.start_clock)
    app.before_request(auth.load_identity)
    limits.init(app, name, settings)
    errors.register(app, constraints or {})
    app.after_request(logs.request_line)
    app.after_request(close_request)
    open_to_others(app, settings)
    app.extensions["meters"] = meters = metrics.init(app, name, gauges or {})
    app.extensions["clinic_cache"] = ClinicCache(app, name, connection, meters.looked)

    health = health_view(name, app.extensions["db"], revision)
    app.add_url_rule("/health", "health", health)
    app.add_url_rule(f"{base}/health", "health_behind_traefik", health)
    app.add_url_rule("/health/live", "live", live)
    blueprint = Blueprint("api", name, url_prefix=base)
    api = Api(
        blueprint,
        title=title,
        version="1",
        doc="/docs",
        authorizations={"token": {"type": "apiKey", "in": "header", "name": "Authorization"}},
        security="token",
    )
    api.documentation(swagger_page(api))
    api.models["Problem"] = PROBLEM
    for namespace in (*namespaces, resources.namespace(handle)):
        api.add_namespace(namespace)
    # restx would serve its files at the root, where Traefik does not route to this service.
    app.extensions["restx"] = {"apidoc_registered": True}
    app.register_blueprint(apidoc.apidoc, url_prefix=base)
    app.register_blueprint(blueprint)
    auth.guard_plain_views(app)
    return app


def open_request():
    """Give the request its id."""
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(16)


def close_request(response):
    """Every answer carries its id; a list that the caller still has is answered 304."""
    headers, method = response.headers, request.method
    named = {name for name, _ in headers}
    headers.add("X-Request-Id", g.request_id)
    if "Location" in named:
        # Werkzeug sends `//api//x` to `/api/x` under whatever name the caller called us by.
        found = urlsplit(response.location)
        path = f"/{found.path.lstrip('/')}"
        response.location = found._replace(scheme="", netloc="", path=path).geturl()
    if "Cache-Control" not in named:
        headers.add("Cache-Control", "no-store" if method != "GET" else "private, no-cache")
    # A version is no digest: what is worked out beside it (stock, cost, balance) moves without it, so no 304 there.
    read = method == "GET" and response.status_code == 200 and not response.direct_passthrough
    if read and "ETag" not in named:
        response.add_etag()
        environ = request.environ
        if "HTTP_IF_NONE_MATCH" in environ:
            # A read has no precondition: an If-Match that comes along must not turn it into a 412.
            response.make_conditional({k: v for k, v in environ.items() if k != "HTTP_IF_MATCH"})
    return response


def open_to_others(app, settings):
    """CORS where origins are listed, and compression for direct callers."""
    if settings.cors_origins:
        origins = [origin.strip() for origin in settings.cors_origins.split(",")]
        CORS(app, origins=origins, supports_credentials=True, expose_headers=["ETag", "X-Request-Id"])
    compress = Compress(app)

    @app.after_request
    def compress_unless_proxied(response):
        """The proxy compresses anyway, and an ETag must survive."""
        return response if "HTTP_X_FORWARDED_FOR" in request.environ else compress.after_request(response)


@auth.public
def live():
    """Liveness: the process answers. Readiness is /health."""
    return jsonify(status="alive")


def health_view(name, database, revision):
    """The view of /health. Healthy means: the database answers and its schema is at least what this code needs.

    It answers in time, whatever hangs: the look is taken in a thread of its own, one at a time.
    """
    looking = ThreadPoolExecutor(1, "health")
    looks, lock = [], threading.Lock()

    def look():
        with lock:
            if not looks or looks[0].done():
                looks[:] = [looking.submit(not_ready, database, revision)]
            return looks[0]

    @auth.public
    def health():
        try:
            reason = look().result(HEALTH_SECONDS)
        except TimeoutError:
            reason = DATABASE_AWAY
        if reason is None:
            return jsonify(status="healthy", service=name)
        response = jsonify(status="unhealthy", service=name, reason=reason)
        response.status_code = 503
        response.headers["Retry-After"] = "2"
        return response

    return health


def not_ready(database, revision):
    """Reason why this service is not ready, or None."""
    try:
        with database.session() as session:
            found = session.value("SELECT max(version_num) FROM public.alembic_version")
    except psycopg2.errors.UndefinedTable:
        return "El esquema de la base de datos no está creado: ejecute las migraciones."
    except (psycopg2.Error, PoolTimeout) as error:
        logging.getLogger(__name__).warning("not ready", extra={"reason": str(error).partition("\n")[0]})
        return DATABASE_AWAY
    if found is None or found < revision:
        return f"El esquema de la base de datos está en {found} y hace falta {revision}: ejecute las migraciones."
    return None
