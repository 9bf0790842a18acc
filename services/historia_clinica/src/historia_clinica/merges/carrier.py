"""Carrier that compares a file with the others once it is registered or changed, inside the relay; those from before by and by."""

from historia_clinica.merges.service import compare
from historia_clinica.pairs import queries as pairs

# In each transaction of housekeeping, and in each hour.
AT_ONCE, EACH_HOUR = 100, 10_000


class Carrier:
    """`carry` compares one file; again it is a no-op."""

    in_order = False

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        with self.database.transaction() as tx:
            compare(tx, event["data"]["patient_id"])

    def keep_house(self, now):
        for _ in range(EACH_HOUR // AT_ONCE):
            with self.database.transaction() as tx:
                ids = pairs.next_swept(tx, AT_ONCE)
                for id in ids:
                    compare(tx, id)
                if ids:
                    pairs.swept(tx, ids[-1])
            if not ids:
                return
