"""Which transactions a page has not seen: snapshots of PostgreSQL, compared as it compares them. Pure."""

import re
from bisect import bisect_left
from dataclasses import dataclass

VERSION = re.compile(r'(?:W/)?"(\d{1,12})\.(\d{1,12})\.(\d{1,20}):(\d{1,20}):([\d_]{0,4000})"')
# A page that looked longer ago reads everything again: changes are kept for a while only.
FORGOTTEN_SECONDS = 900
RECENT_SECONDS = 20
REMEMBERED_SECONDS = 1800


@dataclass(frozen=True)
class Snapshot:
    """`boot` is when the server began, `taken` when this was read (seconds); then `xmin:xmax:xip,…` of pg_snapshot."""

    boot: int
    taken: int
    xmin: int
    xmax: int
    running: frozenset

    def sees(self, txid):
        """Was this transaction over by then?"""
        return txid < self.xmin or txid < self.xmax and txid not in self.running

    @property
    def version(self):
        running = "_".join(map(str, sorted(self.running)))
        return f"{self.boot}.{self.taken}.{self.xmin}:{self.xmax}:{running}"


def of_row(row):
    xmin, xmax, running = row["snapshot"].split(":")
    ids = frozenset(int(id) for id in running.split(",") if id)
    return Snapshot(row["boot"], row["now"], int(xmin), int(xmax), ids)


def known(header):
    """The snapshot that a page shows in If-None-Match; None for none of ours."""
    parts = VERSION.fullmatch(header.strip())
    if not parts:
        return None
    boot, taken, xmin, xmax, running = parts.groups()
    ids = frozenset(int(id) for id in running.split("_") if id)
    return Snapshot(int(boot), int(taken), int(xmin), int(xmax), ids)


def recent(current, rows):
    """What a page that has just been opened may have missed between its first answers and this one."""
    return [row for row in rows if row["at"] >= current.taken - RECENT_SECONDS]


def news(current, rows, before):
    """The rows that a page which knows `before` has not seen; None where that cannot be told, and all may have changed.

    `rows` are in the order of their transactions: what lies below the oldest that was open then needs no look.
    """
    if before.boot != current.boot or current.taken - before.taken > FORGOTTEN_SECONDS:
        return None
    return [row for row in rows[below(rows, before.xmin) :] if not before.sees(row["txid"])]


def joined(known, rows, before, current):
    """All that is visible in `current`: of `known`, seen in `before`, what was over and is not forgotten; and `rows`, all since."""
    end = below(known, before.xmin)
    start = 0
    while start < end and known[start]["at"] < current.taken - REMEMBERED_SECONDS:
        start += 1
    return known[start:end] + rows


def below(rows, txid):
    """How many of the rows, in their order, are of transactions numbered below this one."""
    return bisect_left(rows, txid, key=lambda row: row["txid"])
