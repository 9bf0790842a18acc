"""Secrets for Docker Compose: `python -m deploy.secrets [rotate|prune]` fills the volume mounted at /secrets.

Made once and never replaced. Each container mounts only the folder of its own name, so none sees another's secrets;
that is what keeps a file apart, and not its mode, for the images run as different users.
"""

import os
import secrets
import sys
from pathlib import Path

from common import keys
from common.config import SERVICES

ROOT = Path(os.environ.get("SECRETS_DIR", "/secrets"))
DATABASE_HOST = os.environ.get("DATABASE_HOST", "postgres:5432")
DATABASE_NAME = "omniclinica"
REDIS_HOST = os.environ.get("REDIS_HOST", "redis:6379")

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


def place(path, content):
    """Write `content` unless the file exists; what it holds afterwards."""
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        draft = target.with_suffix(".new")
        draft.write_text(content)
        draft.chmod(0o444)
        draft.replace(target)
    return target.read_text()


def fill():
    superuser = secret("postgres/password")
    redis_password = secret("redis/password")
    place("redis/redis.conf", REDIS_CONF.format(password=redis_password))
    place("migrate/database-url", f"postgresql://postgres:{superuser}@{DATABASE_HOST}/{DATABASE_NAME}")
    place("setup/metrics-client", secrets.token_urlsafe(32))
    for service in SERVICES:
        password = secret(f"migrate/role-{service}")
        url = f"postgresql://omni_{service}:{password}@{DATABASE_HOST}/{DATABASE_NAME}"
        client = secret(f"setup/client-{service}")
        for folder in (service, "setup") if service == "auth" else (service,):
            place(f"{folder}/database-url", url)
            place(f"{folder}/redis-url", f"redis://:{redis_password}@{REDIS_HOST}/0")
        place(f"{service}/client-secret", client)
    place("prometheus/metrics-client", (ROOT / "setup/metrics-client").read_text())
    secret("grafana/password")
    share_keys()


def share_keys():
    """The public keys to everyone, the private ones to auth alone."""
    for service in (*SERVICES, "setup"):
        keys.replace(ROOT / service / keys.PUBLIC, keys.public(keys.load(ROOT / "keys")), 0o444)
    for folder in ("auth", "setup"):
        keys.replace(ROOT / folder / keys.PRIVATE, {"keys": keys.load(ROOT / "keys")}, 0o444)


def main():
    keys.init(ROOT / "keys")
    actions = {"rotate": keys.rotate, "prune": keys.prune}
    for action in sys.argv[1:2]:
        actions[action](ROOT / "keys")
    fill()
    print("secrets are in place")


if __name__ == "__main__":
    main()
