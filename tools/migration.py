"""`./clinica migration <service> <name>`: the next migration, to be filled in."""

import re
from pathlib import Path

from tools.bootstrap import ROOT
from tools.messages import Problem

EVERY = "every"  # concerns all services alike
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
REVISION = re.compile(r'\brevision="\d{4}"')


def create(service, name, root=ROOT):
    """Write the file of the next migration and raise the `revision` of the service whose code will need it; its path."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from common.suite import SERVICES

    if service not in (*SERVICES, EVERY):
        raise Problem(
            f"No hay un servicio «{service}»: {', '.join(SERVICES)}, o {EVERY} si les toca a todos."
        )
    if not NAME.fullmatch(name):
        raise Problem(
            f"«{name}» no sirve de nombre: minúsculas, números y guiones bajos, como patient_occupation."
        )
    script = ScriptDirectory.from_config(Config(root / "migrations" / "alembic.ini"))
    script.messaging_opts = {"quiet": True}
    number = f"{int(script.get_current_head()) + 1:04}"
    words = name.replace("_", " ").capitalize()
    made = script.generate_revision(number, f"{service}_{name}", words=words)
    for each in SERVICES if service == EVERY else (service,):
        raise_revision(root / "services" / each / "src" / each / "__init__.py", number)
    return Path(made.path)


def raise_revision(file, number):
    """Make the code of this `create_app` ask for that migration."""
    text, count = REVISION.subn(f'revision="{number}"', file.read_text())
    if count != 1:
        raise Problem(f'{file} no dice revision="NNNN" una vez: póngale «{number}» a mano.')
    file.write_text(text)
