"""What a new user's machine has: the runner imports nothing that only `./clinica test` installs."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

from tools.bootstrap import ROOT, RUN_LOCKS

TOLERATED = set(sys.stdlib_module_names) | {path.name for path in ROOT.iterdir() if path.is_dir()}
SERVICES = {path.name for path in ROOT.glob("services/*")}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_the_runner_imports_is_installed_for_everybody():
    locked = {
        plain(name)
        for lock in RUN_LOCKS
        for name in re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
    }
    provides, missing = packages_distributions(), {}
    for file in sorted(ROOT.glob("tools/**/*.py")):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            for name in {name.partition(".")[0] for name in names} - TOLERATED - SERVICES:
                if not {plain(one) for one in provides.get(name, ())} & locked:
                    missing.setdefault(name, file.relative_to(ROOT).as_posix())
    assert missing == {}
