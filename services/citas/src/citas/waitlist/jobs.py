"""What the relay does by the clock: freed hours offer themselves."""

import logging
from datetime import UTC, datetime

import requests

from citas.waitlist.queries import gaps
from common.messages.client import TIMEOUT, ServiceToken, new_session
from common.suite import prefix

log = logging.getLogger("relay")

SERVICE = "citas"
PATIENCE = (TIMEOUT[0], 10)


class Offerer:
    """Asks the service for the next round of each hour that is due, as the service itself: an offer is made in one place.

    Any number of relays may do so at once: a round that somebody else has begun is not due any more.
    """

    seconds = 20

    def __init__(self, settings, database, session=None):
        self.settings, self.database = settings, database
        self.session = session or new_session()
        self.token = ServiceToken(settings, f"service-{prefix(SERVICE)}", self.session)

    def run(self, now=None):
        with self.database.session() as db:
            due = gaps.due(db, now or datetime.now(UTC))
        for id in due:
            self.ask(id)

    def ask(self, id):
        """One hour. What refuses it now is tried again the next time, and holds up no other."""
        url = f"{self.settings.url(SERVICE)}/api/{prefix(SERVICE)}/waitlist/gaps/{id}/rounds"
        try:
            headers = {"Authorization": f"Bearer {self.token.get()}"}
            response = self.session.post(url, headers=headers, timeout=PATIENCE)
            if response.status_code == requests.codes.unauthorized:
                self.token.forget()
            response.raise_for_status()
        except requests.RequestException as error:
            log.warning("an hour was not offered", extra={"gap": id, "reason": repr(error)[:300]})
