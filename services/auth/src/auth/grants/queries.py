"""What the caller holds at this moment, whatever their token says."""


def one_at_a_time(tx):
    """Grants wait for each other: what one of them is checked against does not change until it commits."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended('auth.grants', 0))")


def of_user(tx, id):
    """The permissions of a person; none where they are disabled, None where there never was such a person."""
    return tx.value(
        """
        SELECT CASE WHEN u.active THEN r.permissions ELSE '{}' END
          FROM auth.users u JOIN auth.roles r ON r.id = u.role_id
         WHERE u.id = %(id)s
        """,
        id=id,
    )


def of_client(tx, client_id):
    return tx.value(
        "SELECT CASE WHEN active THEN permissions ELSE '{}' END FROM auth.api_clients WHERE client_id = %(client_id)s",
        client_id=client_id,
    )


def of_role(tx, id):
    """The permissions of a role, or None where there is none."""
    return tx.value("SELECT permissions FROM auth.roles WHERE id = %(id)s", id=id)
