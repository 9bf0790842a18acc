"""Secrets for containers: made once, each to its own folder; managed servers only over TLS."""

import pytest

from common.suite import SERVICES
from deploy import secrets

MANAGED = "postgresql://owner:p%40ss@db.example.com:5432/clinic?sslmode=verify-full"


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(secrets, "ROOT", tmp_path)
    monkeypatch.setattr("sys.argv", ["deploy.secrets"])
    for name in ("DATABASE_URL", "REDIS_URL", "MANAGED_CA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def everything(root):
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_what_was_made_stays(root):
    secrets.main()
    before = everything(root)
    secrets.main()
    assert everything(root) == before
    assert len({before[f"migrate/role-{service}"] for service in SERVICES}) == len(SERVICES)


def test_each_folder_holds_its_own_and_no_private_key_but_auths(root):
    secrets.main()
    found = everything(root)
    for service in SERVICES:
        url = found[f"{service}/database-url"]
        assert url == (
            f"postgresql://omni_{service}:{found[f'migrate/role-{service}']}@postgres:5432/omniclinica"
        )
        assert found[f"{service}/client-secret"] == found[f"setup/client-{service}"]
        assert (f"{service}/signing-keys.json" in found) == (service == "auth")
    assert found["prometheus/metrics-client"] == found["setup/metrics-client"]


def test_keys_are_rotated_and_pruned_for_everybody(root, monkeypatch):
    secrets.main()
    before = everything(root)
    monkeypatch.setattr("sys.argv", ["deploy.secrets", "rotate"])
    secrets.main()
    after = everything(root)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {name for name in before if name.endswith(("jwks.json", "signing-keys.json"))}


def test_managed_servers_are_reached_by_each_services_role(root, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", MANAGED)
    monkeypatch.setenv("REDIS_URL", "rediss://:word@cache.example.com:6380/0")
    secrets.main()
    found = everything(root)
    ca = "sslrootcert=/etc/ssl/certs/ca-certificates.crt"
    assert found["migrate/database-url"] == MANAGED.replace("?", f"?{ca}&")
    role = found["migrate/role-citas"]
    assert found["citas/database-url"] == (
        f"postgresql://omni_citas:{role}@db.example.com:5432/clinic?{ca}&sslmode=verify-full"
    )
    assert found["citas/redis-url"] == (
        "rediss://:word@cache.example.com:6380/0?ssl_ca_certs=/etc/ssl/certs/ca-certificates.crt"
    )


def test_urls_follow_the_settings_and_passwords_do_not(root, monkeypatch):
    secrets.main()
    before = everything(root)
    monkeypatch.setenv("DATABASE_URL", MANAGED)
    monkeypatch.setenv("MANAGED_CA", "a certificate")
    secrets.main()
    after = everything(root)
    assert after["citas/managed-ca.pem"] == "a certificate"
    assert "sslrootcert=/run/clinic/managed-ca.pem" in after["citas/database-url"]
    assert after["migrate/role-citas"] == before["migrate/role-citas"]
    assert after["citas/redis-url"] == before["citas/redis-url"]


@pytest.mark.parametrize(
    "name, url",
    [
        ("DATABASE_URL", "postgresql://owner:p@db.example.com/clinic"),
        ("DATABASE_URL", "postgresql://owner:p@db.example.com/clinic?sslmode=require"),
        ("REDIS_URL", "redis://:word@cache.example.com/0"),
    ],
)
def test_a_managed_server_that_could_be_anybody_ends_the_start(root, monkeypatch, name, url):
    monkeypatch.setenv(name, url)
    with pytest.raises(SystemExit, match=name):
        secrets.main()
