"""Gunicorn's settings: `gunicorn -c python:common.run.server '<service>:create_app()'`."""

import errno
import os
import re
import selectors
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker
from prometheus_client import multiprocess
from pydantic_core import to_json

from common.config import MAX_BODY, Settings
from common.run import logs

# What gunicorn refuses before the application sees it, in a person's words.
REFUSALS = {
    414: ("Dirección demasiado larga", "La dirección de la petición es demasiado larga."),
    431: ("Cabeceras demasiado grandes", "Las cabeceras de la petición son demasiado grandes."),
    500: ("Error interno", "Algo falló de nuestro lado. Nada se guardó a medias."),
}
MALFORMED = ("Petición mal formada", "No se entiende la petición.")
# How long a worker reads on in a body that was refused; behind Traefik the body is whole and takes no time.
DRAIN_SECONDS = 5.0
# How long a connection may stay without a word; whoever connects to a service has something to ask.
FIRST_BYTE_SECONDS = 10.0


class JsonLogger(Logger):
    """Gunicorn's own lines (worker time-outs, workers that died) through the one formatter."""

    def setup(self, cfg):
        super().setup(cfg)
        logs.configure("gunicorn", Settings.from_env())
        self.error_log.handlers.clear()
        self.error_log.propagate = True


HEALTH = re.compile(rb"GET (/api/[a-z-]+)?/health(/live)? ")


class Worker(ThreadWorker):
    """A gthread worker whose threads wait for nobody, that answers /health when all of them are busy, that reads refused bodies to their end and, told to stop, closes its listening socket at once.

    Gunicorn's own answers a refused request with keep-alive and closes the connection when more than 64 kB of its body
    are left: Traefik has the connection back in its pool, and the next person's request is lost in it.

    Gunicorn's own keeps the listening socket until its last connection ends: the system goes on connecting callers
    whom nobody will hear, and resets them at the end (gunicorn issue 3397). Here those who already wait are heard, and
    whoever comes later is refused, which is what Traefik tries again.
    """

    def init_process(self):
        self.health_pool = ThreadPoolExecutor(1)
        super().init_process()

    def accept(self, listener):
        """A new connection takes a thread once something comes on it; gunicorn's own takes one at once."""
        try:
            made, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        connection = TConn(self.cfg, made, address, listener.getsockname())
        connection.timeout = time.monotonic() + FIRST_BYTE_SECONDS
        self.pending_conns.append(connection)
        readable = partial(self.on_pending_socket_readable, connection)
        self.poller.register(made, selectors.EVENT_READ, readable)

    def enqueue_req(self, conn):
        pool = self.health_pool if HEALTH.match(beginning(conn.sock)) else self.tpool
        handled = pool.submit(self.handle, conn)
        handled.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def _keepalive_after(self, conn, keepalive):
        deadline = time.monotonic() + DRAIN_SECONDS
        return bool(keepalive and conn.parser.finish_body(deadline=deadline, max_bytes=MAX_BODY + 1))

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


def beginning(sock):
    """The first bytes that wait in a socket, left there."""
    try:
        return sock.recv(64, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""


def write_problem(sock, status, reason, message):
    """The answer to what is no request that the application could see; takes the place of gunicorn's page in HTML."""
    title, detail = REFUSALS.get(status, MALFORMED)
    body = to_json(
        {"type": "about:blank", "title": title, "status": status, "detail": detail, "request_id": None}
    )
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
    util.write_nonblock(sock, f"{head}Content-Length: {len(body)}\r\n\r\n".encode("latin1") + body)


util.write_error = write_problem
worker_class = Worker
logger_class = JsonLogger
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


def pre_request(worker, request):
    """Say in the answer's head that the connection ends, where the body may be more than would be read of it."""
    length = next((value for name, value in request.headers if name == "CONTENT-LENGTH"), "0")
    chunked = any(name == "TRANSFER-ENCODING" for name, _ in request.headers)
    if chunked or int(length) > MAX_BODY:
        request.force_close()


def on_starting(server):
    # What the workers of a gunicorn that was killed had in use; what they counted stays.
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("gauge_live*.db"):
            file.unlink(missing_ok=True)


def child_exit(server, worker):
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
