"""What the relay does by the clock: busy feeds that are due are read."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from citas.busy_feeds import queries, rules, service
from citas.busy_feeds.neighbours import fetch
from citas.calendars import LOCAL_HOST, Unreadable, busy_times


class BusyReader:
    """Reads each feed that is due. Any number of relays may do so: one takes it, and when it is due again is noted first."""

    seconds = 30

    def __init__(self, settings, database, fetch=fetch):
        self.settings, self.database, self.fetch = settings, database, fetch

    def run(self, now=None):
        now = now or datetime.now(UTC)
        for _ in range(rules.MOST_AT_ONCE):
            with self.database.transaction() as tx:
                feed = queries.take_due(tx, now, now + rules.EVERY)
            if feed is None:
                return
            self.read(feed, now)

    def read(self, feed, now):
        """What cannot be read now keeps the copy of before, and says why."""
        ours = urlsplit(self.settings.public_url).hostname or LOCAL_HOST
        try:
            content = self.fetch(feed["url"])
            spans = busy_times(content, now, now + rules.AHEAD, self.settings.clinic_timezone, ours)
            rules.must_be_few(spans)
        except (rules.Unfetched, Unreadable) as problem:
            with self.database.transaction() as tx:
                service.fail(tx, feed["id"], str(problem), now)
            return
        with self.database.transaction() as tx:
            service.follow(tx, feed["id"], spans, now)
