"""What the installation asks."""


def one_at_a_time(tx):
    """Installations that start at once wait for each other here."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('auth.setup', 0))")


def has_administrator(tx):
    return tx.value("""
        SELECT EXISTS (SELECT FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
                        WHERE u.active AND 'users:write' = ANY (r.permissions))
        """)
