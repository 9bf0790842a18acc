"""Carrier that keeps the list of who was erased and takes their files from the volume, inside the relay."""

from common.files import store_of
from historia_clinica.erasures import queries, reapply, suppressed
from historia_clinica.exports import copy


class Carrier:
    """`carry` does it once or twice: the same. A relay that starts on a restored database erases again first of all."""

    in_order = False

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        data = event["data"]
        suppressed.remember(self.settings, data["suppressed"], data["whole"])
        with self.database.session() as db:
            used = queries.hashes_in_use(db, data["files"])
        store = store_of(self.settings, "historia_clinica")
        for sha256 in set(data["files"]) - used:
            store.remove(sha256)
        for name in data["copies"]:
            copy.path_of(self.settings, name).unlink(missing_ok=True)

    def keep_house(self, now):
        reapply.apply(self.settings, self.database)
