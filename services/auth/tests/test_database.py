"""What the database itself refuses, whoever asks."""

import psycopg2
import pytest

from auth.permissions import CLIENTS_ONLY


@pytest.fixture
def auth(database_of):
    return database_of("auth")


@pytest.fixture
def boss(auth):
    """The one administrator, and her role."""
    with auth.transaction() as tx:
        role = new_role(tx, "Jefatura", "users:write")
        return {"id": new_user(tx, "jefa@example.com", role), "role": role}


def new_role(tx, name, *permissions):
    return tx.value(
        """
        INSERT INTO auth.roles (name, permissions, menu_config)
             VALUES (%(name)s, %(permissions)s::text[], '{}') RETURNING id
        """,
        name=name,
        permissions=list(permissions),
    )


def new_user(tx, email, role, active=True):
    return tx.value(
        """
        INSERT INTO auth.users (email, full_name, role_id, password_hash, active)
             VALUES (%(email)s, 'Alguien', %(role)s, 'x', %(active)s) RETURNING id
        """,
        email=email,
        role=role,
        active=active,
    )


def refused(auth, sql, **params):
    """The name of the constraint that refuses a statement."""
    with pytest.raises(psycopg2.IntegrityError) as refusal, auth.transaction() as tx:
        tx.run(sql, **{name: value for name, value in params.items() if f"%({name})s" in sql})
    return refusal.value.diag.constraint_name


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE auth.users SET active = false WHERE id = %(id)s",
        "UPDATE auth.users SET role_id = (SELECT id FROM auth.roles WHERE name = 'Otra') WHERE id = %(id)s",
        "UPDATE auth.roles SET permissions = '{users:read}' WHERE id = %(role)s",
    ],
)
def test_the_last_administrator_cannot_be_removed(auth, boss, sql):
    with auth.transaction() as tx:
        new_role(tx, "Otra")
        new_user(tx, "antes@example.com", boss["role"], active=False)
    assert refused(auth, sql, **boss) == "users_last_administrator"


def test_nor_deleted_by_the_owner_of_the_database(auth, boss, rolled_back):
    with rolled_back.connection.cursor() as cursor, pytest.raises(psycopg2.IntegrityError) as refusal:
        cursor.execute("DELETE FROM auth.users WHERE id = %s", (boss["id"],))
    assert refusal.value.diag.constraint_name == "users_last_administrator"


def test_nobody_is_deleted_by_the_service(auth, boss):
    for table in ("users", "roles", "api_clients", "password_resets"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), auth.transaction() as tx:
            tx.run(f"DELETE FROM auth.{table}")


def test_of_two_administrators_one_may_go(auth, boss):
    with auth.transaction() as tx:
        new_user(tx, "otra@example.com", boss["role"])
        assert tx.run("UPDATE auth.users SET active = false WHERE id = %(id)s", id=boss["id"]) == 1


def test_who_administers_nothing_may_go_when_there_is_no_administrator(auth):
    with auth.transaction() as tx:
        user = new_user(tx, "doc@example.com", new_role(tx, "Odontología", "records:sign"))
        assert tx.run("UPDATE auth.users SET active = false WHERE id = %(id)s", id=user) == 1


def test_two_active_people_do_not_share_an_email(auth, boss):
    sql = """
        INSERT INTO auth.users (email, full_name, role_id, password_hash) VALUES ('JEFA@example.com', 'Otra', %(role)s, 'x')
        """
    assert refused(auth, sql, **boss) == "users_active_email_unique"


@pytest.mark.parametrize("permission", sorted(CLIENTS_ONLY))
def test_a_role_does_not_hold_what_only_programs_may(auth, boss, permission):
    sql = "UPDATE auth.roles SET permissions = permissions || %(permission)s::text"
    assert refused(auth, sql, permission=permission) == "roles_no_client_permissions"


def test_the_record_of_resets_is_not_changed(auth, boss, rolled_back):
    with auth.transaction() as tx:
        tx.run("INSERT INTO auth.password_resets (user_id, reset_by) VALUES (%(id)s, '{}')", id=boss["id"])
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), auth.transaction() as tx:
        tx.run("UPDATE auth.password_resets SET reset_by = '{}'")
    with rolled_back.connection.cursor() as cursor, pytest.raises(psycopg2.IntegrityError) as refusal:
        cursor.execute("DELETE FROM auth.password_resets")
    assert refusal.value.diag.constraint_name == "password_resets_append_only"
