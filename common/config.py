"""Settings, read once from environment variables or secret files; a missing or unsafe one stops the boot."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from common.suite import SERVICES, prefix

# The most that a request may bring, in bytes; Traefik refuses more before it reaches a service (traefik/dynamic.yml).
MAX_BODY = 2 * 1024 * 1024
# And a file, at the one path of a service that takes files (common/files).
MAX_UPLOAD = 15 * 1024 * 1024
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


class Settings(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)

    environment: str = Field("production", pattern="^(production|development)$")
    flask_debug: bool = False
    database_url: str
    db_pool_min: int = Field(2, ge=1)
    db_pool_max: int = Field(8, ge=1, le=20)
    redis_url: str = ""

    jwt_algorithm: str = Field("RS256", pattern="^(RS256|HS256)$")
    jwt_secret: str = ""
    jwks_file: str = ""
    jwt_signing_keys_file: str = ""
    jwt_issuer: str = "omniclinica"
    service_client_secret: str = ""

    # Where the other services are, by name; those of the Docker network where nothing else is said.
    service_urls: dict[str, str] = {}

    clinic_timezone: ZoneInfo = ZoneInfo("America/Guayaquil")
    log_level: str = "INFO"
    log_file: str = ""
    # Where a relay serves its /metrics ("127.0.0.1:5101"); empty = nowhere.
    relay_metrics_bind: str = Field("", pattern=r"^(\S+:\d{1,5})?$")
    # The address at which people open the clinic ("https://clinica.example.com"), for links that leave the building; empty =
    # the one by which the browser that asks for a link came in.
    public_url: str = Field("", pattern=r"^(https?://[^\s/]+)?$")
    cors_origins: str = ""
    tls_enabled: bool = False
    rate_limit_enabled: bool = True
    rate_limit_general: str = "100/minute"
    rate_limit_login: str = "5/minute"
    # How often an address may show links, whatever they open.
    rate_limit_links: str = "60/minute"
    one_time_password_hours: int = Field(72, ge=1, le=720)

    # The SRI's web services of each environment, up to their path; empty = nothing is sent there. A host that is not this
    # machine needs SRI_ENABLED.
    sri_test_url: str = Field("", pattern=r"^(https?://\S+)?$")
    sri_production_url: str = Field("", pattern=r"^(https?://\S+)?$")
    sri_enabled: bool = False
    # A folder of the SRI's schemas: with it, a document is held against its schema before it is signed.
    sri_xsd_dir: str = ""
    sri_digest: str = Field("sha1", pattern="^(sha1|sha256)$")
    # Seconds that the SRI has to answer; a delivery's lease is longer.
    sri_timeout: float = Field(20, gt=0, le=25)

    # The folder of this service's files (common/files): a volume. Without one no file is taken.
    files_dir: str = ""
    # A bucket of S3 that holds them instead, and where it is: empty = AWS. Without key and secret, those that the machine has.
    files_s3_bucket: str = Field("", pattern=r"^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$")
    files_s3_endpoint: str = Field("", pattern=r"^(https?://[^\s/]+)?$")
    files_s3_region: str = "us-east-1"
    files_s3_key: str = ""
    files_s3_secret: str = ""

    # The server that takes our mail, and who it is from. Without one, mail is left as .eml files in the folder of
    # MAIL_SPOOL; without that either, nothing is mailed.
    smtp_host: str = ""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_tls: str = Field("starttls", pattern="^(starttls|tls|none)$")
    smtp_user: str = ""
    smtp_password: str = ""
    mail_from: str = Field("", pattern=r"^([^\s@<>,]+@[^\s@<>,]+)?$")
    mail_spool: str = ""

    # The provider that carries messages by WhatsApp or SMS: an address that takes signed requests (Standard Webhooks), and
    # the secret that signs them. Without one, a person sends them.
    messages_url: str = Field("", pattern=r"^(https?://\S+)?$")
    messages_secret: str = ""

    @model_validator(mode="after")
    def safe(self):
        """Refuse what must never run in production (tech stack: no debug, RS256)."""
        if self.environment == "production" and self.flask_debug:
            raise ValueError("FLASK_DEBUG is for ENVIRONMENT=development only")
        if self.environment == "production" and self.jwt_algorithm != "RS256":
            raise ValueError("JWT_ALGORITHM=HS256 is for ENVIRONMENT=development only")
        if self.jwt_algorithm == "HS256" and len(self.jwt_secret) < 32:
            raise ValueError("JWT_SECRET must have at least 32 characters")
        for url in (self.sri_test_url, self.sri_production_url):
            if url and not self.sri_enabled and urlsplit(url).hostname not in LOOPBACK:
                raise ValueError("an SRI service that is not on this machine needs SRI_ENABLED=true")
        if self.smtp_host and not self.mail_from:
            raise ValueError("SMTP_HOST needs MAIL_FROM: the address that mail is from")
        if self.smtp_password and self.smtp_tls == "none" and self.smtp_host not in LOOPBACK:
            raise ValueError("SMTP_PASSWORD would travel in the open: SMTP_TLS is starttls or tls")
        if bool(self.files_s3_key) != bool(self.files_s3_secret):
            raise ValueError("FILES_S3_KEY and FILES_S3_SECRET go together")
        parts = urlsplit(self.files_s3_endpoint)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise ValueError("FILES_S3_ENDPOINT would send patients' files in the open: it is https")
        if self.messages_url and len(self.messages_secret) < 24:
            raise ValueError("MESSAGES_URL needs MESSAGES_SECRET, of at least 24 characters")
        parts = urlsplit(self.messages_url)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise ValueError("MESSAGES_URL would send patients' numbers in the open: it is https")
        return self

    @property
    def sri_emulated(self):
        """Does what answers for the SRI stand on this machine? The SRI never does."""
        url = self.sri_production_url or self.sri_test_url
        return bool(url) and urlsplit(url).hostname in LOOPBACK

    @property
    def mails(self):
        """Does mail go anywhere?"""
        return bool(self.smtp_host or self.mail_spool)

    @classmethod
    def from_env(cls):
        """Read each setting from `NAME`, or from the file that `NAME_FILE` names (secrets)."""
        values = {}
        for name in cls.model_fields:
            value = read(name.upper())
            if value is not None:
                values[name] = value
        urls = {service: read(f"{service.upper()}_URL") for service in SERVICES}
        return cls.model_validate(values | {"service_urls": {name: url for name, url in urls.items() if url}})

    def url(self, service):
        """The base URL of `service`, by its package name."""
        return self.service_urls.get(service, f"http://{prefix(service)}-service:5000").rstrip("/")


def read(name, environ=os.environ):
    """The value of an environment variable or, failing that, of the file `<name>_FILE` names; else None."""
    if name in environ:
        return environ[name]
    path = environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else None
