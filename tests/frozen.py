"""Processes that stand still (SIGSTOP): there, connected, and silent."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path


def family(pid):
    """The process and all that it started, which may have sessions of their own, as PostgreSQL's have."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                # What stands before the last parenthesis is the program's name, which may hold anything.
                parents[int(name)] = int(
                    Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue  # it ended meanwhile
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


@contextmanager
def frozen(pid):
    """The process and its children stand still until the block ends."""
    stopped = sorted(family(pid))
    for one in stopped:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in stopped:
            os.kill(one, signal.SIGCONT)
