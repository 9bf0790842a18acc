"""A calendar fetched from an address that somebody typed: over https, from the public network only, bounded in time and size."""

import socket
import ssl
import time
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Timer
from urllib.parse import urljoin, urlsplit

from citas.busy_feeds.rules import Unfetched, host_of

STEP_SECONDS, MOST_SECONDS = 5, 20
MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
# IPv6 behind which a translator may reach an address of IPv4.
NAT64 = ip_network("64:ff9b::/96")
REDIRECTS = frozenset((301, 302, 303, 307, 308))
HEADERS = {"User-Agent": "OmniClinica", "Accept": "text/calendar", "Accept-Encoding": "identity"}


class Pinned(HTTPSConnection):
    """Connects to the address that was looked at, whatever the name says a moment later; the certificate is still the name's."""

    def __init__(self, host, address):
        super().__init__(host, timeout=STEP_SECONDS, context=ssl.create_default_context())
        self.address = address

    def connect(self):
        self.sock = plain = socket.create_connection((self.address, self.port), self.timeout)
        try:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def cut(self):
        """End whatever is read of it, in another thread: a byte now and then would keep each step within its time."""
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def public_address(host):
    """An address of the host, if all that it has are of the public network: no address of ours is read for anybody."""
    try:
        found = [ip_address(row[4][0]) for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Unfetched("No se encuentra ese servidor.") from None
    if not found or not all(map(is_public, found)):
        raise Unfetched("Esa dirección no es de la red pública.")
    return str(found[0])


def is_public(address):
    """Whether it is of the public network, and so is what it may stand for."""
    if address.version == 6:
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None and not is_public(inner):
            return False
    return address.is_global and not address.is_multicast


def fetch(url, connect=Pinned, now=time.monotonic):
    """The bytes of a calendar. Raises Unfetched, in words."""
    deadline = now() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        host = host_of(url)
        connection = connect(host, public_address(host))
        alarm = Timer(deadline - now(), connection.cut)
        alarm.daemon = True
        alarm.start()
        try:
            parts = urlsplit(url)
            connection.request(
                "GET", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", headers=HEADERS
            )
            response = connection.getresponse()
            if response.status in REDIRECTS and response.getheader("Location"):
                url = urljoin(url, response.getheader("Location"))
                continue
            if response.status != 200:
                raise Unfetched(f"El servidor respondió {response.status}.")
            return whole(response, deadline, now)
        except (OSError, HTTPException) as error:
            raise Unfetched(f"El servidor no responde ({type(error).__name__}).") from None
        finally:
            alarm.cancel()
            connection.close()
    raise Unfetched("La dirección lleva a otra, y esa a otra más.")


def whole(response, deadline, now):
    """All of the answer, as long as it is neither too large nor too slow."""
    read = bytearray()
    while piece := response.read1(65536):
        read += piece
        if len(read) > MOST_BYTES:
            raise Unfetched(f"El calendario pesa más de {MOST_BYTES // 1024 // 1024} MB.")
        if now() > deadline:
            raise Unfetched("El servidor tarda demasiado.")
    return bytes(read)
