"""Processes that stand still (SIGSTOP): there, connected, and silent."""

import os
import signal
from contextlib import contextmanager, suppress

from bench.cpu import family


@contextmanager
def frozen(pid):
    """The process and its children stand still until the block ends."""
    stopped = sorted(family(pid))
    tell(stopped, signal.SIGSTOP)
    try:
        yield
    finally:
        tell(stopped, signal.SIGCONT)


def tell(pids, number):
    for one in pids:
        with suppress(ProcessLookupError):  # a child may have ended meanwhile
            os.kill(one, number)
