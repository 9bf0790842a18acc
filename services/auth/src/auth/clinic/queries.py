"""The clinic's one row: name, colour, logo."""

from common.store.sql import assignments, names

FIELDS = ("name", "accent")
CLINIC = f"{names(FIELDS)}, logo IS NOT NULL AS logo, version, updated_at"


def get(db):
    return db.one(f"SELECT {CLINIC} FROM auth.clinic")


def lock(tx):
    return tx.one(f"SELECT {CLINIC} FROM auth.clinic FOR NO KEY UPDATE")


def update(tx, **values):
    return tx.run(f"UPDATE auth.clinic SET {assignments(FIELDS)}", **values)


def logo(db):
    """The image, its media type and the row's version; None where there is no logo."""
    return db.one("SELECT logo, logo_type, version FROM auth.clinic WHERE logo IS NOT NULL")


def set_logo(tx, logo, logo_type):
    return tx.run(
        "UPDATE auth.clinic SET logo = %(logo)s, logo_type = %(logo_type)s", logo=logo, logo_type=logo_type
    )
