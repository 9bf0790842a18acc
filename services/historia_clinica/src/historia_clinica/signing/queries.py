"""Every statement on certificates that sign; none commits."""

from common.store.sql import names, values

FIELDS = ("holder", "issuer", "serial", "valid_from", "valid_to")
KEPT = ("owner_id", "owner_name", *FIELDS, "pem", "sealed_key")


def own(db, owner_id):
    """What is shown of somebody's certificate, or None."""
    return db.one(
        f"""
        SELECT {names(FIELDS)}, uploaded_at FROM historia_clinica.signing_certificates
         WHERE owner_id = %(owner_id)s AND removed_at IS NULL
        """,
        owner_id=owner_id,
    )


def sealed(db, owner_id):
    """The same with its key, as it is sealed."""
    return db.one(
        f"""
        SELECT {names(FIELDS)}, pem, sealed_key FROM historia_clinica.signing_certificates
         WHERE owner_id = %(owner_id)s AND removed_at IS NULL
        """,
        owner_id=owner_id,
    )


def insert(tx, **certificate):
    """`certificate` holds KEPT."""
    tx.run(
        f"INSERT INTO historia_clinica.signing_certificates ({names(KEPT)}) VALUES ({values(KEPT)})",
        **certificate,
    )


def remove(tx, owner_id):
    """Its key is gone with it. Was there one?"""
    return tx.run(
        """
        UPDATE historia_clinica.signing_certificates SET removed_at = now(), sealed_key = NULL
         WHERE owner_id = %(owner_id)s AND removed_at IS NULL
        """,
        owner_id=owner_id,
    )
