import os
import socket

import pytest

from tools.suite import ports

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0D05 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1111 1 0 100 0 0 10 0
   1: 0100007F:0D05 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 2222 1 0 20 4 30 10 -1
   2: 00000000:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3333 1 0 100 0 0 10 0
"""


@pytest.fixture
def listener():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_only_listening_sockets_of_the_port_count():
    assert ports.listening_inodes(TABLE, 3333) == {"1111"}
    assert ports.listening_inodes(TABLE, 5001) == {"3333"}
    assert ports.listening_inodes(TABLE, 80) == set()


def test_a_port_with_a_listener_is_not_free(listener):
    assert not ports.free(listener)
    assert not ports.free(listener, "0.0.0.0")


@pytest.mark.skipif(not os.path.exists("/proc/net/tcp"), reason="only Linux tells who has a port")
def test_whoever_has_a_port_is_named(listener):
    assert ports.holder(listener).startswith(f"pid {os.getpid()}: ")
