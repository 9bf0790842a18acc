"""How much processor time processes have used, from /proc."""

import os
from contextlib import suppress
from glob import glob
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def used(pid):
    """Seconds of a process and of all that it started, those that ended included: to the nanosecond of what runs, where the
    kernel tells it. It never falls."""
    known = processes()
    return sum(
        (precisely(member) or known[member][1]) + known[member][2]
        for member in family(pid, known)
        if member in known
    )


def precisely(pid):
    """Seconds of the threads that a process has, by the scheduler's own count; 0 where there is none (schedstat)."""
    nanoseconds = 0
    for thread in glob(f"/proc/{pid}/task/*/schedstat"):
        with suppress(OSError):  # it ended meanwhile
            nanoseconds += int(Path(thread).read_text().split()[0])
    return nanoseconds / 1e9


def family(pid, known=None):
    """The process and all that it started, which may have sessions of their own, as PostgreSQL's have."""
    known = processes() if known is None else known
    found = {pid}
    while more := {child for child, (parent, *_) in known.items() if parent in found} - found:
        found |= more
    return found


def processes():
    """{pid: (parent's pid, seconds used, seconds of its children that ended)} of every process of the machine."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                # What stands before the last parenthesis is the program's name, which may hold anything.
                fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            ticks = [int(field) for field in fields[11:15]]
            found[int(name)] = int(fields[1]), sum(ticks[:2]) / TICK, sum(ticks[2:]) / TICK
    return found
