"""The clinic's terms: for how long a quote holds, and under which conditions."""

RULES = "valid_days, conditions, version, updated_at"


def get(db):
    return db.one(f"SELECT {RULES} FROM facturacion.quote_rules")


def lock(tx):
    return tx.one(f"SELECT {RULES} FROM facturacion.quote_rules FOR NO KEY UPDATE")


def update(tx, **row):
    return tx.one(
        f"""
        UPDATE facturacion.quote_rules SET valid_days = %(valid_days)s, conditions = %(conditions)s
        RETURNING {RULES}
        """,
        **row,
    )
