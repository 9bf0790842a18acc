"""Booking rules of the clinic: one row."""

from common.store.sql import assignments, names

FIELDS = (
    "overbooked_at_once",
    "snap_minutes",
    "waitlist_offers",
    "waitlist_minutes",
    "hold_minutes",
    "deposit_misses",
    "late_minutes",
)
RULES = f"{names(FIELDS)}, version, updated_at"


def get(db):
    return db.one(f"SELECT {RULES} FROM citas.booking_rules")


def lock(tx):
    return tx.one(f"SELECT {RULES} FROM citas.booking_rules FOR UPDATE")


def update(tx, **rules):
    return tx.one(f"UPDATE citas.booking_rules SET {assignments(FIELDS)} RETURNING {RULES}", **rules)
