"""Booking rules of the clinic: one row."""

from common.store.sql import assignments, names

FIELDS = (
    "overbooked_at_once",
    "snap_minutes",
    "waitlist_offers",
    "waitlist_minutes",
    "waitlist_automatic",
    "hold_minutes",
    "deposit_misses",
    "late_minutes",
    "horizon_months",
)
RULES = f"{names(FIELDS)}, version, updated_at"


def get(db):
    return db.one(f"SELECT {RULES} FROM citas.booking_rules")


def lock(tx):
    return tx.one(f"SELECT {RULES} FROM citas.booking_rules FOR UPDATE")


def update(tx, base, **rules):
    """`base` is where the clinic is opened: what is offered by the clock leads there."""
    return tx.one(
        f"UPDATE citas.booking_rules SET base = %(base)s, {assignments(FIELDS)} RETURNING {RULES}",
        base=base,
        **rules,
    )


def horizon_months(db):
    return db.value("SELECT horizon_months FROM citas.booking_rules")


def base(db):
    """Where people open the clinic, as far as it was told."""
    return db.value("SELECT base FROM citas.booking_rules")
