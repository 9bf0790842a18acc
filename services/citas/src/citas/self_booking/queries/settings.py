"""Settings of the published page: one row."""

from common.store.sql import assignments, names

FIELDS = (
    "enabled", "mode", "treatment_ids", "doctor_ids", "new_patients", "notice_minutes", "horizon_days", "per_person",
    "cancel_minutes", "hold_minutes", "request_hours", "phone", "note",
)  # fmt: skip
SETTINGS = f"{names(FIELDS)}, version, updated_at"


def get(db):
    return db.one(f"SELECT {SETTINGS} FROM citas.self_booking_settings")


def secret(db):
    """What signs challenges, tickets and codes."""
    return db.value("SELECT secret FROM citas.self_booking_settings")


def lock(tx):
    return tx.one(f"SELECT {SETTINGS} FROM citas.self_booking_settings FOR UPDATE")


def update(tx, **row):
    """`row` holds FIELDS."""
    return tx.one(
        f"UPDATE citas.self_booking_settings SET {assignments(FIELDS)} RETURNING {SETTINGS}",
        **row,
    )
