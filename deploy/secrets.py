"""Secrets for Docker Compose: `python -m deploy.secrets [rotate|prune]` fills the volume mounted at /secrets.

Passwords and keys are made once and never replaced; the URLs that hold them follow the settings. Each container mounts only the folder of its own name, so none sees another's secrets;
that is what keeps a file apart, and not its mode, for the images run as different users.

With DATABASE_URL or REDIS_URL (or the files that DATABASE_URL_FILE and REDIS_URL_FILE name) the servers are managed by
somebody else and reached through a network that others share: only over TLS, and only if they prove who they are.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from common.config import read
from common.suite import SERVICES
from common.web import keys

ROOT = Path(os.environ.get("SECRETS_DIR", "/secrets"))
DATABASE_HOST = os.environ.get("DATABASE_HOST", "postgres:5432")
DATABASE_NAME = "omniclinica"
REDIS_HOST = os.environ.get("REDIS_HOST", "redis:6379")

# Where each container finds the authority of a managed server's certificate: its own copy, or the system's.
OWN_CA, SYSTEM_CA = "/run/clinic/managed-ca.pem", "/etc/ssl/certs/ca-certificates.crt"

# What a backup holds, under the names that ./clinica gives it in its own, and where it is here.
IN_A_BACKUP = {
    "metrics-client": "setup/metrics-client",
    **{f"client-{service}": f"setup/client-{service}" for service in SERVICES},
    **{f"jwt/{name}": f"keys/{name}" for name in (keys.PRIVATE, keys.PUBLIC)},
}

# A convenience only: nothing on disk, and what expires first goes first when memory is short.
REDIS_CONF = """requirepass {password}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-ttl
"""


def secret(path):
    """The secret in this file, made now if there is none."""
    return place(path, secrets.token_urlsafe(32))


def place(path, content, keep=True):
    """Write `content`, unless the file exists and is to be kept; what it holds afterwards."""
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not (target.exists() and (keep or target.read_text() == content)):
        draft = target.with_suffix(".new")
        draft.write_text(content)
        draft.chmod(0o444)
        draft.replace(target)
    return target.read_text()


def fill():
    superuser = secret("postgres/password")
    redis_password = secret("redis/password")
    place("redis/redis.conf", REDIS_CONF.format(password=redis_password))
    own_ca = read("MANAGED_CA") or ""
    ca = OWN_CA if own_ca else SYSTEM_CA
    owner_url = managed_database(read("DATABASE_URL"), ca) or (
        f"postgresql://postgres:{superuser}@{DATABASE_HOST}/{DATABASE_NAME}"
    )
    redis_url = managed_redis(read("REDIS_URL"), ca) or f"redis://:{redis_password}@{REDIS_HOST}/0"
    place("migrate/database-url", owner_url, keep=False)
    secret("setup/metrics-client")
    for service in SERVICES:
        url = database_url_of(service, secret(f"migrate/role-{service}"), owner_url)
        client = secret(f"setup/client-{service}")
        for folder in (service, "setup") if service == "auth" else (service,):
            place(f"{folder}/database-url", url, keep=False)
            place(f"{folder}/redis-url", redis_url, keep=False)
        place(f"{service}/client-secret", client, keep=False)
        place(f"{service}/smtp-password", read("SMTP_PASSWORD") or "", keep=False)
        place(f"{service}/messages-secret", read("MESSAGES_SECRET") or "", keep=False)
        place(f"{service}/files-s3-secret", read("FILES_S3_SECRET") or "", keep=False)
    place("backup/database-url", owner_url, keep=False)
    place("backup/redis-url", redis_url, keep=False)
    if own_ca:
        for folder in (*SERVICES, "setup", "migrate", "backup"):
            place(f"{folder}/managed-ca.pem", own_ca, keep=False)
    place("prometheus/metrics-client", (ROOT / "setup/metrics-client").read_text(), keep=False)
    secret("grafana/password")
    share_keys()
    for name, path in IN_A_BACKUP.items():
        place(f"backup/kept/{name}", (ROOT / path).read_text(), keep=False)


def take_back():
    """What deploy/backup.py left here of the backup that it restored, in the place of what was made since."""
    for name, path in IN_A_BACKUP.items():
        left = ROOT / "backup/restored" / name
        # The other container is not root, and this root may not write where it may not.
        left.parent.mkdir(parents=True, exist_ok=True)
        left.parent.chmod(0o777)
        if left.exists():
            place(path, left.read_text(), keep=False)
            left.unlink()


def managed_database(url, ca):
    """The owner's URL with the authority to believe; None where there is none. Ends the start where TLS is not sure."""
    if not url:
        return None
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if options.get("sslmode") != "verify-full":
        sys.exit(
            "DATABASE_URL must say sslmode=verify-full: anybody could stand in for the database otherwise"
        )
    return parts._replace(query=urlencode({"sslrootcert": ca, **options}, safe="/")).geturl()


def managed_redis(url, ca):
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "rediss":
        sys.exit("REDIS_URL must begin with rediss://: passwords would travel in the open otherwise")
    options = {"ssl_ca_certs": ca, **dict(parse_qsl(parts.query))}
    return parts._replace(query=urlencode(options, safe="/")).geturl()


def database_url_of(service, password, owner_url):
    """The owner's URL with the role of the service in the owner's place."""
    parts = urlsplit(owner_url)
    place_of = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"omni_{service}:{quote(password, safe='')}@{place_of}").geturl()


def share_keys():
    """The public keys to everyone, the private ones to auth alone."""
    for service in (*SERVICES, "setup"):
        keys.replace(
            ROOT / service / keys.PUBLIC,
            keys.public(keys.load(ROOT / "keys"), keys.retired(ROOT / "keys")),
            0o444,
        )
    for folder in ("auth", "setup"):
        keys.replace(ROOT / folder / keys.PRIVATE, {"keys": keys.load(ROOT / "keys")}, 0o444)


def main():
    take_back()
    keys.init(ROOT / "keys")
    actions = {"rotate": keys.rotate, "prune": keys.prune, "forget": keys.forget}
    for action in sys.argv[1:2]:
        actions[action](ROOT / "keys")
    fill()
    print("secrets are in place")


if __name__ == "__main__":
    main()
