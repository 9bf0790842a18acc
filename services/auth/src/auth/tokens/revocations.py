"""Revocation: making tokens void before they expire. PostgreSQL holds what is void; Redis carries it to every process."""

import logging
import time

import psycopg2
import redis
from flask import current_app

from auth.tokens import queries
from common.store.pool import PoolTimeout
from common.web import revocations

log = logging.getLogger(__name__)
# How soon to try again what could not be told.
RETRY_SECONDS = 1.0


class Announcer:
    """Tells every process what is void, and goes on owing what it could not tell.

    A new process owes everything: whoever was here before may have died with news untold.
    """

    def __init__(self, app):
        self.database, self.redis = app.extensions["db"], app.extensions["redis"]
        self.here = app.extensions["revocations"]
        self.owes, self.next_try = self.redis is not None, 0.0
        if self.redis is not None:
            self.redis.when_back.append(self.republish)

    def announce(self, moments):
        """After the commit of a revocation: this process knows at once, the others within a second."""
        self.here.learn(moments)
        self._publish(moments)

    def pay(self):
        """Before each request: tell what is owed, at most once a second."""
        now = time.monotonic()
        if self.owes and now >= self.next_try:
            self.next_try = now + RETRY_SECONDS
            self.republish()

    def republish(self):
        """Tell all that is still of consequence, from PostgreSQL."""
        try:
            moments = self.current()
        except revocations.Unanswered:
            self.owes = True
            return
        self.here.learn(moments)
        self.owes = False
        self._publish(moments)

    def current(self):
        """{subject: moment} of all that is void now, from PostgreSQL. Raises Unanswered without it."""
        try:
            with self.database.session() as db:
                rows = queries.current(db)
        except (psycopg2.Error, PoolTimeout) as error:
            log.warning("revocations not read", extra={"reason": str(error).partition("\n")[0]})
            raise revocations.Unanswered from None
        return {row["subject"]: row["void_before"].timestamp() for row in rows}

    def _publish(self, moments):
        if self.redis is None:
            return
        try:
            if not self.redis.away:
                revocations.publish(self.redis, moments)
                return
        except redis.RedisError:
            self.redis.failed()
        self.owes = True


def get_announcer() -> Announcer:
    return current_app.extensions["announcer"]


def revoke(tx, subject):
    """Void every token of `subject` ("user:7") issued until now.

    Call it with the subject's row locked: whoever signs a token of it waits for that lock, and signs after.
    """
    _tell(tx, {subject: queries.revoke(tx, subject).timestamp()})


def revoke_token(tx, identity):
    """Void one token."""
    subject = f"jti:{identity.jti}"
    _tell(tx, {subject: queries.revoke_until(tx, subject, identity.expires_at).timestamp()})


def _tell(tx, moments):
    announcer = get_announcer()
    tx.after_commit.append(lambda: announcer.announce(moments))
