"""Links, asked of `auth` by the service whose thing they open: it alone holds the key. `common.web.links` honours them."""

from dataclasses import dataclass
from datetime import datetime

import requests
from flask import current_app, request

from common.messages.client import TIMEOUT, ServiceToken, new_session
from common.problems import Unavailable
from common.suite import AUTH, LINKS, NAMES, prefix


@dataclass(frozen=True)
class MadeLink:
    """What auth signed, the address of the page that it opens, and when it ends."""

    token: str
    url: str
    expires_at: datetime


class Links:
    """Makes links of one service, as that service: whoever asks for them here needs no right at auth."""

    def __init__(self, settings, service, session=None):
        self.settings, self.session = settings, session or new_session()
        self.token = ServiceToken(settings, f"service-{prefix(service)}", self.session)

    def make(self, scope, about, seconds, base=None):
        """A link of `seconds` to do `scope` to the thing `about`. `base` is where the clinic is, if no setting says it.

        Ask outside of transactions. Raises Unavailable where auth does not answer.
        """
        wish = {"scope": scope, "about": str(about), "seconds": seconds}
        url = f"{self.settings.url(AUTH)}/api/{prefix(AUTH)}/links"
        try:
            for _ in range(2):
                headers = {"Authorization": f"Bearer {self.token.get()}"}
                response = self.session.post(url, json=wish, headers=headers, timeout=TIMEOUT)
                if response.status_code != 401:
                    break
                self.token.forget()
            response.raise_for_status()
            made = response.json()
        except requests.RequestException:
            raise Unavailable(
                f"El servicio de {NAMES[AUTH]} no responde. Intente de nuevo.", retry_after=2
            ) from None
        page = f"{(self.settings.public_url or base or '').rstrip('/')}{LINKS[scope].page}#{made['link']}"
        return MadeLink(made["link"], page, datetime.fromisoformat(made["expires_at"]))


def make_link(scope, about, seconds) -> MadeLink:
    """A link, asked for in the request of somebody who may see the thing: see Links.make."""
    return current_app.extensions["links"].make(scope, about, seconds, base=request.host_url)


def page_url(page):
    """The whole address of a page of the interface, for what is printed or sent in the request of somebody."""
    base = current_app.config["SETTINGS"].public_url or request.host_url
    return f"{base.rstrip('/')}{page}"
