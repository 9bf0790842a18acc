"""What the relay does by the clock: whatever message is due is handed on."""

from datetime import UTC, datetime

from citas.reminders.queries import reminders, rules
from citas.reminders.service import sending


class Sender:
    """Hands on what is due. Any number of relays may do so at once: each takes other rows."""

    seconds = 20

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def run(self, now=None):
        with self.database.transaction() as tx:
            rules.keep_place(tx, self.settings.clinic_timezone.key, None)
        while True:
            with self.database.transaction() as tx:
                looked = sending.send_due(
                    tx, now or datetime.now(UTC), self.settings.mails, bool(self.settings.messages_url)
                )
            if looked < reminders.BATCH:
                return
