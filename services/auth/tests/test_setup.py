import json
import os
import subprocess
import sys

import pytest

from auth import passwords, setup
from auth.permissions import FOR_ROLES, ROLES
from common.suite import SERVICES

SECRETS = {f"SERVICE_CLIENT_SECRET_{name.upper()}": f"secret of {name}" for name in SERVICES}
EVERYTHING = SECRETS | {"METRICS_CLIENT_SECRET": "secret of prometheus"}


@pytest.fixture
def install(database_of):
    def run(environ=EVERYTHING):
        with database_of("auth").transaction() as tx:
            hash = passwords.hash("la-primera-clave")
            return setup.install(tx, "admin@omniclinica.local", hash, setup.installed_clients(environ))

    return run


@pytest.fixture
def rows(database_of):
    def read(sql):
        with database_of("auth").session() as db:
            return db.all(sql)

    return read


def test_the_first_run_makes_roles_programs_and_the_administrator(install, rows, enter, told):
    assert install() is True
    roles = rows("SELECT name, permissions, menu_config FROM auth.roles ORDER BY id")
    assert [role["name"] for role in roles] == list(ROLES)
    for role in roles:
        assert role["permissions"] == sorted(ROLES[role["name"]]["permissions"])
        assert role["menu_config"] == ROLES[role["name"]]["menu_config"]
    made = rows("SELECT client_id, permissions FROM auth.api_clients WHERE system ORDER BY client_id")
    assert {row["client_id"]: row["permissions"] for row in made} == {
        "prometheus": ["metrics:read"],
        "service-auth": ["events:deliver"],
        "service-citas": [
            "appointments:read",
            "appointments:write",
            "events:deliver",
            "patients:read",
            "treatments:read",
        ],
        "service-facturacion": ["events:deliver"],
        "service-historia-clinica": ["events:deliver"],
        "service-inventario": ["events:deliver"],
        "service-logs": ["events:deliver"],
    }
    me = enter("admin@omniclinica.local", "la-primera-clave").json["user"]
    assert me["must_change_password"] is True and me["permissions"] == []
    assert told()[0].type == "user.created" and told()[0].actor is None


def test_a_service_gets_its_token_with_the_secret_of_the_installation(install, client):
    install()
    wish = {"grant_type": "client_credentials", "client_id": "service-historia-clinica"}
    answer = client.post("/api/auth/token", data=wish | {"client_secret": "secret of historia_clinica"})
    assert answer.status_code == 200


def test_another_run_changes_nothing(install, rows):
    install()
    tables = ("roles", "users", "api_clients", "revocations", "outbox")
    before = [rows(f"SELECT t.* FROM auth.{table} t ORDER BY 1") for table in tables]
    assert install() is False
    assert [rows(f"SELECT t.* FROM auth.{table} t ORDER BY 1") for table in tables] == before


def test_what_people_changed_stays(install, client, admin):
    install()
    listed = client.get("/api/auth/roles?search=bodega", headers=admin).json["data"][0]
    change = {"name": "Almacén", "permissions": ["products:read"]}
    client.patch(f"/api/auth/roles/{listed['id']}", json=change, headers=admin | {"If-Match": '"1"'})
    install()
    after = client.get(f"/api/auth/roles/{listed['id']}", headers=admin).json
    assert after["name"] == "Almacén" and after["permissions"] == ["products:read"] and after["version"] == 2


def test_a_new_permission_reaches_the_administrators_role(install, rows, database_of):
    install()
    with database_of("auth").transaction() as tx:
        tx.run(
            "UPDATE auth.roles SET permissions = array_remove(permissions, 'reports:read') WHERE code = 'administrator'"
        )
    install()
    role = rows("SELECT permissions FROM auth.roles WHERE code = 'administrator'")[0]
    assert role["permissions"] == sorted(FOR_ROLES)


def test_a_changed_secret_is_followed_and_voids_what_the_old_one_got(install, rows, client):
    install()
    install(EVERYTHING | {"SERVICE_CLIENT_SECRET_CITAS": "another secret"})
    wish = {"grant_type": "client_credentials", "client_id": "service-citas"}
    old = client.post("/api/auth/token", data=wish | {"client_secret": "secret of citas"})
    new = client.post("/api/auth/token", data=wish | {"client_secret": "another secret"})
    assert (old.status_code, new.status_code) == (401, 200)
    assert [row["subject"] for row in rows("SELECT subject FROM auth.revocations")] == [
        "client:service-citas"
    ]


def test_a_secret_that_is_not_given_makes_no_program(install, rows, tmp_path):
    secret = tmp_path / "citas"
    secret.write_text("from a file\n")
    install({"SERVICE_CLIENT_SECRET_CITAS_FILE": str(secret), "METRICS_CLIENT_SECRET": ""})
    assert rows("SELECT client_id, secret_hash FROM auth.api_clients") == [
        {"client_id": "service-citas", "secret_hash": passwords.fingerprint("from a file")}
    ]


def test_the_command_prints_the_password_once(alone, monkeypatch, capsys):
    for name, value in EVERYTHING.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", alone.extensions["db"].dsn)
    monkeypatch.setenv("ADMIN_EMAIL", "direccion@example.com")
    setup.main([])
    made = json.loads(capsys.readouterr().out)
    assert (
        made["created"] is True and made["email"] == "direccion@example.com" and len(made["password"]) >= 16
    )
    credentials = {"email": made["email"], "password": made["password"]}
    assert alone.test_client().post("/api/auth/login", json=credentials).status_code == 200
    setup.main([])
    assert json.loads(capsys.readouterr().out) == {"created": False}


@pytest.fixture
def installed(alone, monkeypatch, capsys):
    """An installation whose administrator chose a password and entered with it: their headers."""
    monkeypatch.setenv("DATABASE_URL", alone.extensions["db"].dsn)
    monkeypatch.setenv("REDIS_URL", alone.config["SETTINGS"].redis_url)
    setup.main([])
    made = json.loads(capsys.readouterr().out)
    client = alone.test_client()
    entered = client.post("/api/auth/login", json={"email": made["email"], "password": made["password"]})
    chosen = client.post(
        "/api/auth/me/password",
        json={"current_password": made["password"], "new_password": "la que eligió y olvidó"},
        headers={"Authorization": f"Bearer {entered.json['access_token']}"},
    )
    return {"Authorization": f"Bearer {chosen.json['access_token']}"}


def test_whoever_runs_the_server_lets_an_administrator_in_again(alone, installed, capsys):
    client = alone.test_client()
    assert client.get("/api/auth/validate", headers=installed).status_code == 200
    setup.main(["--one-time-password", "ADMIN@omniclinica.local"])
    given = json.loads(capsys.readouterr().out)
    assert given["email"] == "admin@omniclinica.local" and given["expires_at"]
    # What a second that passes does: this process looks again.
    alone.extensions["revocations"].next_look = 0.0
    assert client.get("/api/auth/validate", headers=installed).status_code == 401
    body = {"email": given["email"], "password": given["password"]}
    assert client.post("/api/auth/login", json=body).json["user"]["must_change_password"] is True
    assert client.post("/api/auth/login", json=body).status_code == 401
    with alone.extensions["db"].session() as db:
        event = db.one("SELECT actor, data FROM auth.outbox WHERE type = 'user.password_reset'")
        assert event["actor"] is None and event["data"]["level"] == "WARNING"
        assert event["data"]["summary"] == (
            "Desde el servidor se dio a Administrador una contraseña de un solo uso"
        )
        assert given["password"] not in str(event)
        assert db.value("SELECT reset_by ->> 'name' FROM auth.password_resets") == "Consola del servidor"


def test_a_one_time_password_is_for_somebody_who_is_there(installed):
    with pytest.raises(SystemExit, match="nadie@example.com.*admin@omniclinica.local"):
        setup.main(["--one-time-password", "nadie@example.com"])


def test_an_administrator_who_gains_a_permission_enters_again(install, rows, database_of):
    install()
    with database_of("auth").transaction() as tx:
        tx.run("UPDATE auth.roles SET permissions = array_remove(permissions, 'reports:read')")
    install()
    assert [row["subject"] for row in rows("SELECT subject FROM auth.revocations")] == ["role:Administrador"]


def test_without_a_database_the_command_says_so(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit, match="DATABASE_URL"):
        setup.main([])


def test_an_administrator_needs_an_address(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/none")
    monkeypatch.setenv("ADMIN_EMAIL", "admin")
    with pytest.raises(SystemExit, match="ADMIN_EMAIL"):
        setup.main([])


def test_several_installations_at_once_make_one_administrator(alone):
    environ = os.environ | EVERYTHING | {"DATABASE_URL": alone.extensions["db"].dsn}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "auth.setup"]
    running = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) for _ in range(2)]
    said = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum(one["created"] for one in said) == 1
    with alone.extensions["db"].session() as db:
        assert db.value("SELECT count(*) FROM auth.users") == 1
        assert db.value("SELECT count(*) FROM auth.roles") == len(ROLES)
        assert db.value("SELECT count(*) FROM auth.api_clients") == len(SERVICES) + 1
