"""`python -m historia_clinica.erasures.reapply`: erase again, after a restore, whoever the list outside of the database names.

Run on the server, in the environment of the service, before anybody reads; the relay does it too, once it starts. With `--wait`
it ends once the other services have heard of every erasure, for which their relay and they must run. Prints how many as a line of
JSON; again it is a no-op.
"""

import json
import sys
import time
from datetime import datetime
from types import SimpleNamespace

from common.config import Settings
from common.files import store_of
from common.problems import Unavailable
from common.store.db import Database
from historia_clinica.erasures import queries, rules, service, suppressed

# Two hands did it then; these say that it was done again.
LIST = SimpleNamespace(id="suppression-list", name="Lista de supresión")
RESTORE = SimpleNamespace(id="restore", name="Restauración de una copia")
# A relay that was stopped in the middle of a delivery has it again after its lease of 30 s.
PATIENCE_SECONDS = 60
REASON = "Ya se había suprimido cuando se restauró una copia anterior"


def main():
    settings = Settings.from_env()
    database = Database(settings.database_url, "historia_clinica", 1, 1)
    try:
        counts = apply(settings, database) | {"unread": ""}
    except Unavailable as unread:
        counts = {"erased": 0, "unread": str(unread)}
    counts["unheard"] = wait(database, PATIENCE_SECONDS if "--wait" in sys.argv[1:] else 0)
    print(json.dumps(counts))


def wait(database, seconds):
    """How many services have yet to hear of an erasure, after so many seconds at most."""
    limit = time.monotonic() + seconds
    while True:
        with database.session() as db:
            unheard = queries.unheard(db)
        if not unheard or time.monotonic() > limit:
            return unheard
        time.sleep(0.2)


def apply(settings, database):
    """Counts: who was erased again, who was so already, and numbers that are not the same file's here."""
    counts = {"erased": 0, "already": 0, "unknown": 0}
    today = datetime.now(settings.clinic_timezone).date()
    for id, (fingerprint, whole) in suppressed.remembered(settings).items():
        with database.transaction() as tx:
            files = queries.files(tx, id, lock=True)
            file = next((file for file in files if file["id"] == id), None)
            if file is None or rules.fingerprint(file) != fingerprint:
                counts["unknown"] += 1
            else:
                whole, until = extent(tx, settings, id, whole, today)
                again = not file["erased_at"] or whole and not file["erased_whole"]
                counts["erased" if again else "already"] += 1
                if again:
                    erase(tx, settings, files[0]["id"], whole, until, today)
    return counts


def extent(tx, settings, patient_id, whole, today):
    """(whole, the day until which the record stays): as the list says, within what must be kept by the settings of this database."""
    last = queries.counts(tx, patient_id, settings.clinic_timezone)["last_act"]
    until = rules.kept_until(last, queries.retention(tx)["record_years"])
    return (False, until) if rules.is_kept(until, today) else (whole, None)


def erase(tx, settings, patient_id, whole, until, today):
    id = queries.insert(tx, patient_id, "CLINIC", REASON, LIST.id, LIST.name)
    told = {"whole": whole, "record_until": until, "invoices_until": None}
    service.carry_out(tx, id, patient_id, told, today, RESTORE, store_of(settings, "historia_clinica"))


if __name__ == "__main__":
    sys.exit(main())
