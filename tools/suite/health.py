"""Asking each process whether it is well, the way its users would."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from tools.settings import Settings
from tools.suite.services import SERVICES, Service

# Talks to this machine only, so a proxy set for the rest of the world has no say.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(url: str, seconds: float = 3) -> tuple[int, bytes]:
    """Status and body; 0 when nobody answers."""
    try:
        with _OPENER.open(url, timeout=seconds) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except (OSError, http.client.HTTPException):
        # A port of the range for outgoing connections may be connected to itself: it answers with the question.
        return 0, b""


def service(settings: Settings, which: Service, through_traefik: bool = False) -> str:
    """Empty when the service is healthy, otherwise what it says."""
    direct = f"http://127.0.0.1:{which.port(settings)}/health"
    status, body = get(f"{settings.address}/api/{which.prefix}/health" if through_traefik else direct)
    if status == 0:
        return "no responde"
    try:
        answer = json.loads(body)
    except ValueError:
        answer = {}
    if status == 200 and answer.get("status") == "healthy":
        return ""
    return str(answer.get("reason") or answer.get("detail") or f"respondió {status}")


def page(settings: Settings) -> str:
    """Empty when the interface's first page answers."""
    status, _ = get(f"{settings.address}/")
    return "" if status == 200 else f"respondió {status}" if status else "no responde"


def everything(settings: Settings, with_page: bool) -> dict[str, str]:
    """What is not well, seen from where a browser is, by name."""
    found = {which.name: service(settings, which, through_traefik=True) for which in SERVICES}
    if with_page:
        found["interfaz"] = page(settings)
    return {name: trouble for name, trouble in found.items() if trouble}


def wait(troubles: Callable[[], dict[str, str]], seconds: float, pause: float = 0.2) -> dict[str, str]:
    """Ask until nothing is wrong or the time is over; what is still wrong then."""
    limit = time.monotonic() + seconds
    while (found := troubles()) and time.monotonic() < limit:
        time.sleep(pause)
    return found
