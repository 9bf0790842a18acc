"""bcrypt is slow on purpose: a rush of logins slows down logins, and nothing else."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from auth import passwords
from auth.hashing import Hashing
from common.problems import TooMany


def test_so_many_at_once_and_so_many_waiting():
    hashing, at_once, most, refused, lock = Hashing(at_once=2, waiting=3), 0, 0, 0, threading.Lock()
    all_came = threading.Event()

    def work(_):
        nonlocal at_once, most, refused
        try:
            with hashing.turn():
                with lock:
                    at_once += 1
                    most = max(most, at_once)
                all_came.wait(10)
                with lock:
                    at_once -= 1
            return "done"
        except TooMany as refusal:
            with lock:
                refused += 1
                if refused == 7:
                    all_came.set()
            return refusal.retry_after

    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(work, range(12)))
    assert most == 2 and said.count("done") == 5 and said.count(2) == 7
    with hashing.turn():
        pass


def test_a_turn_that_fails_is_given_back():
    hashing = Hashing(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(KeyError), hashing.turn():
            raise KeyError
    with hashing.turn():
        pass


def test_a_rush_of_logins_is_answered_429_and_reads_go_on(alone, admin, monkeypatch):
    """Threads as a process has them: 8, of which the rush never takes all."""
    monkeypatch.setattr(passwords, "matches", lambda given, stored: time.sleep(0.3))
    body = {"email": "nadie@example.com", "password": "da lo mismo"}
    alone.extensions["hashing"] = Hashing.of_this_process()
    took = []

    def read():
        started = time.monotonic()
        answer = alone.test_client().get("/api/auth/practitioners/1", headers=admin)
        took.append(time.monotonic() - started)
        return answer.status_code

    def log_in(number):
        email = f"p{number}@example.com"
        return alone.test_client().post("/api/auth/login", json=body | {"email": email})

    with ThreadPoolExecutor(8) as pool:
        rush = [pool.submit(log_in, number) for number in range(40)]
        time.sleep(0.2)
        reads = [pool.submit(read) for _ in range(10)]
    statuses = [answer.result().status_code for answer in rush]
    assert set(statuses) == {401, 429} and statuses.count(429) > 20
    refused = next(a.result() for a in rush if a.result().status_code == 429)
    assert refused.headers["Retry-After"] == "2" and "muchas personas" in refused.json["detail"]
    assert {answer.result() for answer in reads} == {404} and max(took) < 1
