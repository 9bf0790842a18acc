"""Talking to the supervisor: starting it, telling it what to run, and asking how it goes."""

import os
import signal
import subprocess
import time
import xmlrpc.client
from dataclasses import dataclass, field

from tools.messages import Problem
from tools.settings import Settings
from tools.suite import supervisor_conf
from tools.suite.programs import STAGES, stage_of

ALIVE = {"STARTING", "RUNNING", "BACKOFF"}
HANDED_DOWN = (
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
)


@dataclass
class Supervisor:
    """The supervisor of one suite."""

    settings: Settings
    changed: set[str] = field(default_factory=set)

    def _ask(self, method: str, *arguments):
        """One call of its XML-RPC interface; the connection ends with it."""
        from supervisor.xmlrpc import SupervisorTransport

        transport = SupervisorTransport(None, None, f"unix://{supervisor_conf.socket(self.settings)}")
        with xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport) as proxy:
            return getattr(proxy.supervisor, method)(*arguments)

    def running(self) -> bool:
        """Whether it is there and answers."""
        try:
            return self._ask("getState")["statename"] == "RUNNING"
        except (OSError, xmlrpc.client.Error):
            return False

    def start(self) -> None:
        """Start it if it is not running; nothing under it starts yet."""
        if self.running():
            return
        command = [self.settings.python, "-m", "supervisor.supervisord"]
        command += ["-c", str(supervisor_conf.path(self.settings))]
        environment = {name: os.environ[name] for name in HANDED_DOWN if name in os.environ}
        environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, cwd=self.settings.root
        )
        if done.returncode or not _until(self.running, 15):
            raise Problem(f"El supervisor no arrancó:\n{(done.stdout + done.stderr).strip()[-2000:]}")

    def reread(self) -> None:
        """Make it read the configuration again, and remember what is not as it was."""
        [[added, changed, removed]] = self._ask("reloadConfig")
        for name in removed:
            self.stop([name])
            self._ask("removeProcessGroup", name)
        for name in added:
            self._ask("addProcessGroup", name)
        self.changed = set(changed)

    def states(self) -> dict[str, dict]:
        """What it says of each process, by name."""
        return {info["name"]: info for info in self._ask("getAllProcessInfo")}

    def withdraw(self, name: str) -> bool:
        """Stop a process that is not as now configured; True when it is stopped, for whatever reason."""
        if name in self.changed:
            self.stop([name])
            self._ask("removeProcessGroup", name)
            self._ask("addProcessGroup", name)
            self.changed.discard(name)
        return self.states()[name]["statename"] not in ALIVE

    def ensure(self, name: str) -> bool:
        """Have a process running as now configured; True when it had to be started."""
        if not self.withdraw(name):
            return False
        self._ask("startProcess", name, False)
        return True

    def stop(self, names: list[str], seconds: float = 90) -> None:
        """Stop these together, and wait until they are gone."""
        known = self.states()
        names = [name for name in names if name in known]
        for name in names:
            if known[name]["statename"] in ALIVE:
                self._ask("stopProcess", name, False)
        if not _until(
            lambda: all(self.states()[n]["statename"] not in (*ALIVE, "STOPPING") for n in names), seconds
        ):
            raise Problem(f"No terminaron a tiempo: {', '.join(names)}. Vea ./clinica status.")

    def signal(self, name: str, which: str) -> None:
        """Send a signal to a running process."""
        if self.states().get(name, {}).get("statename") == "RUNNING":
            self._ask("signalProcess", name, which)

    def shut_down(self) -> None:
        """Stop everything, what faces the browser first and the databases last, and then itself."""
        for stage in reversed(STAGES):
            self.stop([name for name in self.states() if stage_of(name) == stage])
        pid = self._ask("getPID")
        self._ask("shutdown")
        if not _until(lambda: not _exists(pid), 60):
            os.kill(pid, signal.SIGKILL)


def _until(condition, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.1)
    return True


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
