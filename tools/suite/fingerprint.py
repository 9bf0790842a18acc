"""Hashes of source trees: what tells a changed service, or a changed interface, from the running one."""

import hashlib
import os
from pathlib import Path

GENERATED = {"__pycache__", "node_modules", ".next", "out", "coverage", "storybook-static"}
# Rewritten by the tools that read the sources.
BY_PRODUCTS = (".pyc", ".tsbuildinfo", "next-env.d.ts", "~")
# A changed test restarts nothing and builds nothing anew.
TESTS = {"tests", "e2e"}
TEST_FILES = (".test.ts", ".test.tsx")


def of(*paths: Path) -> str:
    """One hash for the contents and names of these files and folders; what does not exist counts as empty."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            digest.update(str(file.relative_to(path.parent)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [
            name for name in subfolders if name not in GENERATED | TESTS and not name.startswith(".")
        ]
        found += [Path(folder, name) for name in names if not name.endswith(BY_PRODUCTS + TEST_FILES)]
    return sorted(file for file in found if file.is_file())
