"""Carrier that makes the copies that were asked for, inside the relay; and clears those that ended."""

import logging

from common.messages.relay import Later
from common.problems import Problem
from historia_clinica.exports import copy, queries, service

log = logging.getLogger(__name__)

BUSY_SECONDS, PATIENCE_SECONDS = 60, 600
# What fails by a mistake of ours, or takes its process with it, does not pass by waiting.
MOST_TRIES = 8
OURS = "Algo falló de nuestro lado al prepararla. Pídala otra vez; si se repite, avise a quien administra el sistema."


class Carrier:
    """`carry` makes one copy. A relay that died half-way is followed by another; made twice is made once."""

    in_order = False

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        id = event["data"]["export_id"]
        with self.database.transaction() as tx:
            export = queries.begin(tx, id)
            state = queries.state(tx, id)
        if export is None:
            if state == "RUNNING":
                raise Later("Otro proceso la está preparando.", BUSY_SECONDS)
            return
        if event["attempts"] > MOST_TRIES:
            self.give_up(id, OURS)
            return

        def step(done, total):
            with self.database.transaction() as tx:
                queries.progress(tx, id, done, total)

        try:
            sha256, size = copy.make(self.settings, self.database, export, step)
        except Problem as problem:
            self.wait_or_give_up(id, str(problem), event["trying_for"] >= PATIENCE_SECONDS)
        except Exception as error:
            log.exception("copy failed", extra={"export_id": id, "attempt": event["attempts"]})
            self.wait_or_give_up(id, OURS, event["attempts"] >= MOST_TRIES, repr(error)[:300])
        else:
            with self.database.transaction() as tx:
                queries.ready(tx, id, sha256, size)

    def wait_or_give_up(self, id, reason, enough, error=None):
        """It is tried again until it was `enough`; `error` is what the operator reads meanwhile, if not the reason."""
        if enough:
            self.give_up(id, reason)
            return
        with self.database.transaction() as tx:
            queries.wait(tx, id)
        raise Later(error or reason)

    def give_up(self, id, reason):
        """Whoever asked reads why there is none, and asks again."""
        with self.database.transaction() as tx:
            queries.fail(tx, id, reason)
            service.failed(tx, id, reason)

    def keep_house(self, now):
        with self.database.transaction() as tx:
            gone = queries.expire(tx)
        for row in gone:
            copy.path_of(self.settings, row["file_name"]).unlink(missing_ok=True)
