"""Carrier that makes the copies that were asked for, inside the relay; and clears those that ended."""

from common.messages.relay import Later
from common.problems import Problem
from historia_clinica.exports import copy, queries

BUSY_SECONDS, PATIENCE_SECONDS = 60, 600


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

        def step(done, total):
            with self.database.transaction() as tx:
                queries.progress(tx, id, done, total)

        try:
            sha256, size = copy.make(self.settings, self.database, export, step)
        except Problem as problem:
            self.give_up_after(id, event, str(problem))
        else:
            with self.database.transaction() as tx:
                queries.ready(tx, id, sha256, size)

    def give_up_after(self, id, event, reason):
        """What passes is waited for some minutes; then whoever asked reads why there is none."""
        if event["trying_for"] < PATIENCE_SECONDS:
            with self.database.transaction() as tx:
                queries.wait(tx, id)
            raise Later(reason)
        with self.database.transaction() as tx:
            queries.fail(tx, id, reason)

    def keep_house(self, now):
        with self.database.transaction() as tx:
            gone = queries.expire(tx)
        for row in gone:
            copy.path_of(self.settings, row["file_name"]).unlink(missing_ok=True)
