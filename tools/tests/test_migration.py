"""`./clinica migration`: the file it writes, and whose `revision` it raises."""

import re
import shutil

import pytest

from common.suite import SERVICES
from tools import migration
from tools.bootstrap import ROOT
from tools.messages import Problem


@pytest.fixture
def checkout(tmp_path):
    """What the command reads and writes of this checkout, copied."""
    shutil.copytree(
        ROOT / "migrations", tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__")
    )
    for service in SERVICES:
        file = f"services/{service}/src/{service}/__init__.py"
        (tmp_path / file).parent.mkdir(parents=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def newest(checkout):
    return max(path.name[:4] for path in (checkout / "migrations" / "versions").glob("[0-9]*.py"))


def revision(checkout, service):
    return re.search(
        r'revision="(\d{4})"', (checkout / f"services/{service}/src/{service}/__init__.py").read_text()
    )[1]


def test_the_next_number_is_taken_and_the_service_asks_for_it(checkout):
    last, before = newest(checkout), revision(checkout, "auth")
    number = f"{int(last) + 1:04}"
    path = migration.create("citas", "room_colour", checkout)
    assert path.name == f"{number}_citas_room_colour.py"
    text = path.read_text()
    assert text.startswith('"""Room colour."""\n')
    assert f'revision = "{number}"\ndown_revision = "{last}"\n' in text
    assert "def upgrade():" in text and "def downgrade():" in text
    assert revision(checkout, "citas") == number
    assert revision(checkout, "auth") == before


def test_what_concerns_every_service_is_asked_for_by_each(checkout):
    path = migration.create("every", "outbox", checkout)
    assert {revision(checkout, service) for service in SERVICES} == {path.name[:4]}


@pytest.mark.parametrize(
    ("service", "name", "said"),
    [
        ("cita", "rooms", "No hay un servicio «cita»"),
        ("citas", "Rooms", "no sirve"),
        ("citas", "../x", "no sirve"),
    ],
)
def test_a_service_or_a_name_that_will_not_do_is_refused(checkout, service, name, said):
    with pytest.raises(Problem, match=said):
        migration.create(service, name, checkout)
    assert newest(checkout) == newest(ROOT)
