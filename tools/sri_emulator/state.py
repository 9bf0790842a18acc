"""What the emulator remembers of each document, in a SQLite file or in memory."""

import json
import sqlite3
import threading
from contextlib import contextmanager
from datetime import datetime

TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    key text PRIMARY KEY, series text NOT NULL UNIQUE, content blob NOT NULL, state text NOT NULL,
    received_at text NOT NULL, decided_at text, messages text NOT NULL DEFAULT '[]', receptions integer NOT NULL DEFAULT 1,
    slowness real NOT NULL DEFAULT 0)
"""
# In process, authorised, not authorised; and what the portal does by hand.
PROCESSING, AUTHORISED, NOT_AUTHORISED = "PPR", "AUT", "NAT"


class State:
    """One row a key. A document that was not authorised gives way to its correction, with the same key."""

    def __init__(self, path=":memory:"):
        self.connection = sqlite3.connect(path, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        self.lock = threading.RLock()
        with self.locked():
            self.connection.execute(TABLE)

    @contextmanager
    def locked(self):
        """One at a time; what is done inside is kept together."""
        with self.lock, self.connection:
            yield self

    def get(self, key):
        return self.connection.execute("SELECT * FROM documents WHERE key = ?", (key,)).fetchone()

    def with_series(self, series):
        return self.connection.execute("SELECT * FROM documents WHERE series = ?", (series,)).fetchone()

    def store(self, key, series, content, now: datetime, slowness=0.0):
        """`slowness`: the seconds by which its decision takes longer than others'."""
        self.connection.execute(
            """
            INSERT INTO documents (key, series, content, state, received_at, slowness) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET content = excluded.content, state = excluded.state,
                received_at = excluded.received_at, decided_at = NULL, messages = '[]', receptions = receptions + 1,
                slowness = excluded.slowness
            """,
            (key, series, content, PROCESSING, now.isoformat(), slowness),
        )

    def decide(self, key, state, messages, now: datetime):
        self.connection.execute(
            "UPDATE documents SET state = ?, messages = ?, decided_at = ? WHERE key = ?",
            (state, json.dumps(messages), now.isoformat(), key),
        )

    def all(self):
        """Every document, in the order in which it was received."""
        return self.connection.execute("SELECT * FROM documents ORDER BY rowid").fetchall()
