"""The queue for bcrypt: so many hashes at once, so many that wait, the rest is answered 429.

A hash takes a processor for a quarter of a second. Without a bound a rush of logins holds every thread of the process,
and who only reads waits with it.
"""

import os
import threading
from contextlib import contextmanager

from flask import current_app

from common.problems import TooMany

# Together below the threads of a process (8), so that some are always free for what is not slow.
AT_ONCE_AT_MOST, WAITING = 3, 4
RETRY_AFTER = 2


class Hashing:
    def __init__(self, at_once, waiting):
        self.places = threading.BoundedSemaphore(at_once + waiting)
        self.running = threading.BoundedSemaphore(at_once)

    @classmethod
    def of_this_process(cls):
        """Half of the processors: beside it runs another process, and the other services."""
        return cls(min(AT_ONCE_AT_MOST, max(1, (os.cpu_count() or 2) // 2)), WAITING)

    @contextmanager
    def turn(self):
        """Hash within this block, after those who came before. Raises TooMany where too many wait already."""
        if not self.places.acquire(blocking=False):
            raise TooMany(
                "Hay muchas personas entrando a la vez. Intente de nuevo en unos segundos.",
                retry_after=RETRY_AFTER,
            )
        try:
            with self.running:
                yield
        finally:
            self.places.release()


def turn():
    """A turn in this process's queue."""
    return current_app.extensions["hashing"].turn()
