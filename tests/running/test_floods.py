"""One address sends too much, or too slowly, or what is refused; everybody else works on."""

import json
import socket
import statistics
import threading
import time
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

FLOOD, OTHERS = "127.0.0.2", "127.0.0.3"
LOGIN = "/api/auth/login"
LARGE = b"x" * 100_000


def connect(url, address=FLOOD):
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), timeout=20, source_address=(address, 0))


def post(path, length):
    head = f"POST {path} HTTP/1.1\r\nHost: clinic\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    return head.encode()


@pytest.fixture
def other(admin):
    """Somebody at work behind another address."""

    class From(HTTPAdapter):
        def init_poolmanager(self, *args, **kwargs):
            super().init_poolmanager(*args, source_address=(OTHERS, 0), **kwargs)

    session = requests.Session()
    session.headers.update(admin.session.headers)
    session.mount("http://", From())
    return session


def seconds_of(session, url, path, times):
    found = []
    for _ in range(times):
        begun = time.monotonic()
        with suppress(requests.Timeout):
            assert session.get(url + path, timeout=5).status_code == 200
        found.append(time.monotonic() - begun)
    return sorted(found)


def most_are_quick(found):
    assert found[int(len(found) * 0.95)] < 1.0, f"{statistics.median(found):.2f} s, worst {found[-1]:.2f} s"


def test_bodies_that_come_byte_by_byte_take_nobodys_thread(url, other):
    stop = threading.Event()
    slow = [connect(url) for _ in range(80)]

    def trickle():
        for made in slow:
            made.sendall(post(LOGIN, 500) + b"{")
        while not stop.wait(1.0):
            for made in slow:
                with suppress(OSError):
                    made.sendall(b" ")

    feeder = threading.Thread(target=trickle)
    feeder.start()
    try:
        time.sleep(1.0)
        most_are_quick(seconds_of(other, url, "/api/auth/me", 40))
    finally:
        stop.set()
        feeder.join()
        for made in slow:
            made.close()


def test_many_requests_from_one_address_leave_others_their_turn(url, other):
    stop = threading.Event()

    def hammer():
        body = json.dumps({"email": "nadie@example.com", "password": "x" * 20}).encode()
        request = post(LOGIN, len(body)).replace(LOGIN.encode(), b"/api/citas/appointments") + body
        while not stop.is_set():
            with suppress(OSError), closing(connect(url)) as made:
                while not stop.is_set():
                    made.sendall(request)
                    made.recv(4096)

    hammers = [threading.Thread(target=hammer) for _ in range(60)]
    for thread in hammers:
        thread.start()
    try:
        time.sleep(0.5)
        most_are_quick(seconds_of(other, url, "/api/citas/appointments?limit=1", 60))
    finally:
        stop.set()
        for thread in hammers:
            thread.join()


def refused(url, path, stop, counted, **headers):
    session = requests.Session()
    while not stop.is_set():
        answer = session.post(url + path, data=LARGE, headers=headers, timeout=20)
        counted.append(answer.status_code)


def test_large_bodies_that_are_refused_break_nobody_elses_write(url, admin, writes=1000):
    stop, counted, failures = threading.Event(), [], []
    paths = ("/api/inventario/products", "/api/inventario/nothing", "/api/inventario/products/1/recipe")
    refusers = [
        threading.Thread(target=refused, args=(url, path, stop, counted), kwargs=headers)
        for path in paths
        for headers in ({}, {"Content-Type": "application/json"})
    ]
    for thread in refusers:
        thread.start()

    def write(number):
        session = requests.Session()
        session.headers.update(admin.session.headers)
        for _ in range(writes // 4):
            answer = session.post(f"{url}/api/inventario/products", json={"name": ""}, timeout=20)
            if answer.status_code != 422:
                failures.append((answer.status_code, answer.text[:100]))

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in refusers:
        thread.join()
    assert failures == []
    assert len(counted) > writes // 20 and set(counted) <= {401, 404, 405}
