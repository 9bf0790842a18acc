"""Locks between processes of the runner, by file. Standard library only."""

import fcntl
from contextlib import contextmanager
from pathlib import Path

from tools.messages import notice


@contextmanager
def exclusive(path: Path, waiting: str = ""):
    """Hold the lock of `path`; says `waiting`, if given, when somebody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                notice(waiting)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
