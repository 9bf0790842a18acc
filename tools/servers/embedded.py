"""Throwaway PostgreSQL and Redis for tests.

    with throwaway() as servers:
        servers.database_url, servers.redis_url

They listen on free ports of the loopback, do not wait for the disk, and go away with the process
that started them. From a shell, `python -m tools.servers.embedded --env FILE` keeps a pair up until it is
interrupted and writes their URLs to FILE.
"""

import argparse
import itertools
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.servers import postgres, redis_server
from tools.servers.server_user import SYSTEM_PLACE, server_user

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
_ports = itertools.cycle(random.sample(range(20_000, 32_768), 32_768 - 20_000))


@dataclass
class Servers:
    """A running pair, and how to reach it."""

    database_url: str
    redis_url: str
    folder: Path
    processes: list[subprocess.Popen] = field(default_factory=list)

    def stop(self) -> None:
        """Stop both and throw their data away."""
        stop(self.processes)
        shutil.rmtree(self.folder, ignore_errors=True)
        if SYSTEM_PLACE in self.folder.parents and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()  # made for this pair, in place of one that the servers cannot reach


def start(folder: Path | None = None) -> Servers:
    """Start a pair whose data lives in `folder` (by default a temporary one, on the memory disk if any)."""
    user = server_user()
    folder = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="omniclinica-", dir=_fast_disk()))
    if not user.can_enter(folder.parent):
        folder = user.place(folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    user.own(folder)
    cache = user.place(ROOT / ".clinica" / "cache")

    cluster = postgres.Cluster(
        binaries=postgres.install(cache), data=folder / "postgres", user=user,
        port=free_port(), password=secrets.token_urlsafe(18), durable=False,
    )  # fmt: skip
    cluster.initialise()
    redis = redis_server.RedisServer(
        binary=redis_server.install(cache, user), folder=folder / "redis", user=user,
        port=free_port(), password=secrets.token_urlsafe(18), memory="64mb", keeps_data=False,
    )  # fmt: skip
    redis.initialise()

    servers = Servers(cluster.url(), redis.url(), folder)
    try:
        for server, name in ((cluster, "postgres"), (redis, "redis")):
            with (folder / f"{name}.log").open("ab") as log:
                process = subprocess.Popen(
                    server.command(dies_with_parent=True), cwd=folder, stdin=subprocess.DEVNULL,
                    stdout=log, stderr=log, start_new_session=True, env=_plain_environment(folder),
                )  # fmt: skip
            servers.processes.append(process)
            server.wait(START_SECONDS, lambda running=process: running.poll() is None)
    except BaseException:
        stop(servers.processes)
        raise
    return servers


@contextmanager
def throwaway(folder: Path | None = None):
    """A pair that lasts as long as the block."""
    servers = start(folder)
    try:
        yield servers
    finally:
        servers.stop()


def stop(processes: list[subprocess.Popen]) -> None:
    """Ask each one to stop without waiting for its clients, the last started first."""
    for process in reversed(processes):
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port of the loopback that nobody listens on now: another each time, and no outgoing connection's meanwhile.

    Linux gives outgoing connections 32768 and up (ip_local_port_range): a port asked of it by binding 0 comes from
    the same range, so a neighbour's client could hold it by the time its server starts.
    """
    for port in _ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("a cycle ended")


def _fast_disk() -> str | None:
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2 * 1024**3
    return str(memory) if roomy and os.access(memory, os.W_OK) else None


def _plain_environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "TZ": "UTC", "LC_ALL": "C", "HOME": str(folder)}


def main() -> None:
    """Keep a pair up until this process is told to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", type=Path, required=True, help="where to write the two URLs")
    parser.add_argument("--folder", type=Path, help="where the data lives meanwhile")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with throwaway(chosen.folder) as servers:
        text = f"TEST_DATABASE_URL={servers.database_url}\nTEST_REDIS_URL={servers.redis_url}\n"
        chosen.env.write_text(text)
        try:
            signal.pause()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
