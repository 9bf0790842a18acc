"""Which tokens no longer count, held in each process and refreshed at most once a second.

PostgreSQL (schema `auth`) is the truth; `auth` publishes it in Redis as one hash and a generation. While Redis is silent
or empty each process asks `auth` itself (`ask`), and where that does not answer either it keeps what it knows. A field is
`jti:<id>`, `user:<id>`, `client:<id>` or `role:<name>`; its value is the moment (seconds since 1970, with decimals) before
which tokens of that subject are void.
"""

import logging
import time

import redis

log = logging.getLogger(__name__)
KEY, GENERATION = "revocations", "revocations:generation"
EVERY = 1.0
AFTER_FAILURE = 5.0
# An hour longer than the longest token lasts.
KEEP_SECONDS = 25 * 3600
PUBLISH = """
local held = redis.call('HGETALL', KEYS[1])
local moments = {}
for i = 1, #held, 2 do
    moments[held[i]] = tonumber(held[i + 1])
    if moments[held[i]] < tonumber(ARGV[2]) then
        redis.call('HDEL', KEYS[1], held[i])
    end
end
for i = 3, #ARGV, 2 do
    if (moments[ARGV[i]] or 0) < tonumber(ARGV[i + 1]) then
        redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    end
end
redis.call('SET', KEYS[2], ARGV[1])
"""


class Unanswered(Exception):
    """`ask` had no answer."""


class Revocations:
    """`ask()` is what `auth` knows now, as {subject: moment}; it raises Unanswered.

    `republish`, given by auth alone, fills an empty Redis again from PostgreSQL.
    """

    def __init__(self, connection, republish=None, ask=dict):
        self.redis, self.republish, self.ask = connection, republish, ask
        self.held, self.generation, self.next_look = {}, None, 0.0

    def void(self, identity):
        """Is this identity's token revoked?"""
        self.refresh()
        moments = [self.held.get(subject, 0.0) for subject in identity.subjects]
        return identity.issued_at < max(moments)

    def refresh(self):
        """Look whether there is news; one short request a second, from one request in that second."""
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + EVERY
        if not self._told_by_redis():
            try:
                self.learn(self.ask())
            except Unanswered:
                self.next_look = now + AFTER_FAILURE
                log.warning("revocations not known anew")

    def _told_by_redis(self):
        if self.redis is None or self.redis.away:
            return False
        try:
            generation = self.redis.get(GENERATION)
            if generation is None and self.republish:
                self.republish()
                generation = self.redis.get(GENERATION)
            if generation is not None and generation != self.generation:
                self.learn({k.decode(): float(v) for k, v in self.redis.hgetall(KEY).items()})
                self.generation = generation
            return generation is not None
        except redis.RedisError:
            self.redis.failed()
            return False

    def learn(self, moments):
        """Add to what is held; nothing known is ever forgotten for a newer, poorer source."""
        for subject, moment in moments.items():
            self.held[subject] = max(moment, self.held.get(subject, 0.0))


def publish(connection, moments):
    """Tell every process (called by auth after its commit): `moments` maps subject to moment.

    A later moment is never replaced by an earlier one that comes late; what no token can be old enough for is dropped.
    """
    fields = [part for pair in moments.items() for part in pair]
    now = time.time()
    connection.eval(PUBLISH, 2, KEY, GENERATION, f"{now:.6f}", now - KEEP_SECONDS, *fields)
