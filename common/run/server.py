"""Gunicorn's settings: `gunicorn -c python:common.run.server '<service>:create_app()'`."""

import os
from pathlib import Path

from gunicorn.workers.gthread import ThreadWorker
from prometheus_client import multiprocess

from common.config import Settings
from common.run import logs


class Worker(ThreadWorker):
    """A gthread worker that closes its listening socket at once when it is told to stop.

    Gunicorn's own keeps the listening socket until its last connection ends: the system goes on connecting callers
    whom nobody will hear, and resets them at the end (gunicorn issue 3397). Here those who already wait are heard, and
    whoever comes later is refused, which is what Traefik tries again.
    """

    def set_accept_enabled(self, enabled):
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        while self.sockets:
            listener, heard = self.sockets.pop(), None
            while heard != self.nr_conns:
                heard = self.nr_conns
                self.accept(listener)
            listener.close()


worker_class = Worker
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Longer than Traefik keeps an idle connection to us, so that it never writes into one we are closing.
keepalive = 95
graceful_timeout = 25
timeout = 60
control_socket_disable = True
# The most that gunicorn takes: a search of 100 letters, each written as %xx%xx%xx, fits into its 4094 only just.
limit_request_line = 8190
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# ProxyFix decides whom to believe; gunicorn's own reading of X-Forwarded-* stays out of it.
forwarded_allow_ips = ""


def on_starting(server):
    logs.configure("gunicorn", Settings.from_env())
    # What the workers of a gunicorn that was killed had in use; what they counted stays.
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("gauge_live*.db"):
            file.unlink(missing_ok=True)


def child_exit(server, worker):
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
