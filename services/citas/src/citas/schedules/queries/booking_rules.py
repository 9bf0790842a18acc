"""Booking rules of the clinic: one row."""

RULES = "overbooked_at_once, version, updated_at"


def get(db):
    return db.one(f"SELECT {RULES} FROM citas.booking_rules")


def lock(tx):
    return tx.one(f"SELECT {RULES} FROM citas.booking_rules FOR UPDATE")


def update(tx, overbooked_at_once):
    return tx.one(
        f"UPDATE citas.booking_rules SET overbooked_at_once = %(overbooked_at_once)s RETURNING {RULES}",
        overbooked_at_once=overbooked_at_once,
    )
