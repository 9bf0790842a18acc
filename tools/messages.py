"""What the runner tells the person in front of it, always in Spanish."""

import sys
import time
from contextlib import contextmanager


class Problem(Exception):
    """Something the person must know or do; shown as it is, without a traceback."""


@contextmanager
def step(what: str):
    """Announce a step that takes a while, and say how long it took."""
    live = sys.stderr.isatty()
    if live:
        print(f"  … {what}", end="", flush=True, file=sys.stderr)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"{_line_start(live)}  ✗ {what}", file=sys.stderr)
        raise
    print(f"{_line_start(live)}  ✓ {what} ({time.monotonic() - started:.1f} s)", file=sys.stderr, flush=True)


def notice(text: str) -> None:
    """Say something that matters but stops nothing."""
    print(f"  ! {text}", file=sys.stderr, flush=True)


def _line_start(live: bool) -> str:
    return "\r\033[K" if live else ""
