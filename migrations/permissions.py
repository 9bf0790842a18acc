"""New permissions for the roles of clinics that are there already, and the way back."""

from migrations.sql import run


def grant(beside, **granted):
    """Give the roles of these codes their permissions, where a role still holds `beside`: who took that away meant it.

    Whoever is logged in under a role that changed gets a token that knows it.
    """
    roles = ", ".join(f"('{code}', {names(*permissions)})" for code, permissions in granted.items())
    run(f"""
        WITH changed AS (
               UPDATE auth.roles r
                  SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
                 FROM (VALUES {roles}) AS new (code, granted)
                WHERE r.code = new.code AND NOT r.permissions @> new.granted AND '{beside}' = ANY (r.permissions)
            RETURNING 'role:' || r.name AS subject)
        INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
             SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
        ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at
        """)


def grant_beside(beside, granted):
    """Give `granted` to every role and integration that holds `beside`: what one permission allowed needs two from now on."""
    wider = f"ARRAY(SELECT DISTINCT unnest(permissions || ARRAY['{granted}']) COLLATE \"C\" ORDER BY 1)"
    for table, subject in (("roles", "'role:' || name"), ("api_clients", "'client:' || client_id")):
        run(f"""
            WITH changed AS (
                   UPDATE auth.{table} SET permissions = {wider}
                    WHERE '{beside}' = ANY (permissions) AND NOT '{granted}' = ANY (permissions)
                RETURNING {subject} AS subject)
            INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
                 SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
            ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at
            """)


def withdraw(*permissions):
    """Take them from everybody: the version before refuses to show a permission that it does not know."""
    gone = names(*permissions)
    for table in ("auth.roles", "auth.api_clients"):
        run(f"""
            UPDATE {table}
               SET permissions = ARRAY(SELECT p FROM unnest(permissions) AS p WHERE p <> ALL ({gone}))
             WHERE permissions && {gone}
            """)


def names(*permissions):
    return "ARRAY[" + ", ".join(f"'{permission}'" for permission in permissions) + "]"
