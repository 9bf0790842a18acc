import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from common.config import Settings, read
from common.suite import prefix


def test_a_value_may_come_from_a_file(tmp_path):
    (tmp_path / "secret").write_text("hunter2\n")
    environ = {"JWT_SECRET_FILE": str(tmp_path / "secret")}
    assert read("JWT_SECRET", environ) == "hunter2"
    assert read("JWT_SECRET", environ | {"JWT_SECRET": "other"}) == "other"
    assert read("NOTHING", environ) is None


def test_settings_come_from_the_environment(monkeypatch, tmp_path):
    (tmp_path / "url").write_text("postgresql://from-a-file\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("DB_POOL_MAX", "5")
    monkeypatch.setenv("CITAS_URL", "http://localhost:5005/")
    settings = Settings.from_env()
    assert settings.database_url == "postgresql://from-a-file" and settings.db_pool_max == 5
    assert settings.url("citas") == "http://localhost:5005"
    assert settings.url("historia_clinica") == "http://historia-clinica-service:5000"


@pytest.mark.parametrize(
    "unsafe",
    [
        {"jwt_algorithm": "HS256", "jwt_secret": "s" * 32},
        {"flask_debug": True},
        {"environment": "development", "jwt_algorithm": "HS256", "jwt_secret": "short"},
        {"jwt_algorithm": "none"},
        {"environment": "staging"},
        {"db_pool_max": 0},
        {"sri_test_url": "https://celcer.example.ec"},
        {"sri_production_url": "https://cel.example.ec"},
        {"db_pool_max": 21},
        {"clinic_timezone": "Mars/Olympus"},
        {"relay_metrics_bind": "5101"},
    ],
)
def test_an_unsafe_setting_stops_the_boot(unsafe):
    with pytest.raises(ValidationError):
        Settings(database_url="postgresql://x", **unsafe)


@pytest.mark.parametrize(
    "name, value", [("FLASK_DEBUG", "1"), ("FLASK_DEBUG", "true"), ("JWT_ALGORITHM", "HS256")]
)
def test_in_production_a_service_does_not_start_with_what_is_for_development(name, value):
    """As it starts for real: the process ends at once and says why, without the secret."""
    environ = os.environ | {"DATABASE_URL": "postgresql://x:hunter2@127.0.0.1:1/x", "JWT_SECRET": "s" * 32}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:common.run.server", "--no-control-socket"]
    command += ["--bind", "127.0.0.1:0", "common.tests.small_service:create_app()"]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, cwd=root, env=environ | {name: value}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert f"{name}" in done.stderr and "ENVIRONMENT=development only" in done.stderr
    assert "hunter2" not in done.stderr


def test_a_missing_database_stops_the_boot(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(ValidationError, match="database_url"):
        Settings.from_env()


def test_a_refused_setting_is_not_shown():
    with pytest.raises(ValidationError) as refusal:
        Settings(
            database_url="postgresql://x",
            environment="development",
            jwt_algorithm="HS256",
            jwt_secret="hunter2",
        )
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "told",
    [
        {"smtp_host": "smtp.example.com"},
        {
            "smtp_host": "smtp.example.com",
            "smtp_tls": "none",
            "smtp_password": "hunter2",
            "mail_from": "a@b.ec",
        },
        {"mail_from": "Clínica <a@b.ec>"},
    ],
)
def test_mail_from_nobody_or_a_password_in_the_open_stops_the_boot(told):
    with pytest.raises(ValidationError) as refusal:
        Settings(database_url="postgresql://x", **told)
    assert "hunter2" not in str(refusal.value)


def test_development_may_use_a_shared_secret():
    Settings(
        database_url="x",
        environment="development",
        flask_debug=True,
        jwt_algorithm="HS256",
        jwt_secret="s" * 32,
    )


def test_addresses_have_hyphens():
    assert prefix("historia_clinica") == "historia-clinica" and prefix("auth") == "auth"
