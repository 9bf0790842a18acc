"""The clinic's one row: name, colour, logo."""

from common.store.sql import assignments, names

# What printed documents say of the clinic as a company.
LEGAL = ("legal_name", "ruc", "address", "phone", "email")
FIELDS = ("name", "accent", *LEGAL)
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


def letterhead(db):
    """What printed documents say of the clinic; its logo as a `data:` address."""
    return db.one(f"""
        SELECT name, {names(LEGAL)}, version,
               'data:' || logo_type || ';base64,' || translate(encode(logo, 'base64'), E'\\n', '') AS logo
          FROM auth.clinic
        """)
