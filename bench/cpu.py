"""How much processor time processes have used, from /proc."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def used(pid):
    """Seconds of a process and of all that it started and that still run."""
    parents, seconds = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                # What stands before the last parenthesis is the program's name, which may hold anything.
                fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            parents[int(name)], seconds[int(name)] = (
                int(fields[1]),
                (int(fields[11]) + int(fields[12])) / TICK,
            )
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(seconds.get(member, 0) for member in family)
