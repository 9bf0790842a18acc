"""A client so thin that it measures the server: bytes written as they are, on connections that stay."""

import socket
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

PROCESSES, CONNECTIONS = 2, 4


def request(port, path, headers):
    """The bytes of a GET."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def drive(port, raw, seconds):
    """Ask as often as the server answers, on all connections at once; (answers, seconds). Anything but 200 is an error."""
    started = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as clients:
        counts = list(clients.map(_client, *zip(*[(port, raw, seconds)] * PROCESSES, strict=True)))
    return sum(counts), time.perf_counter() - started


def _client(port, raw, seconds):
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        return sum(threads.map(lambda _: _connection(port, raw, until), range(CONNECTIONS)))


def _connection(port, raw, until):
    count, rest = 0, b""
    with socket.create_connection(("127.0.0.1", port)) as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            server.sendall(raw)
            rest = _answer(server, rest)
            count += 1
    return count


def _answer(server, rest):
    """Read one answer; what came after it."""
    while b"\r\n\r\n" not in rest:
        rest += _more(server)
    head, _, rest = rest.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(rest) < length:
        rest += _more(server)
    return rest[length:]


def _more(server):
    data = server.recv(65536)
    if not data:
        raise RuntimeError("the server closed the connection")
    return data
