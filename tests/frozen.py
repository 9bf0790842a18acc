"""Processes that stand still (SIGSTOP): there, connected, and silent."""

import os
import signal
from contextlib import contextmanager

from bench.cpu import family


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
