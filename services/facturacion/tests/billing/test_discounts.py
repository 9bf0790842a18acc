"""Discounts: of a line and of the whole, their limit by role, and the second person who says yes."""

import bcrypt
import psycopg2
import pytest

API = "/api/facturacion"
PASSWORD = "una frase que solo sabe Gabriela"


@pytest.fixture
def cashier(login):
    # A number that nobody in auth's books comes to have: whoever approves is somebody else.
    return login("invoices:read", "invoices:write", id="777777", name="Paola Rivadeneira")


@pytest.fixture
def make(client, cashier, new_invoice):
    """A cashier's draft: `make(lines=[…], discount={…})`."""

    def act(headers=cashier, **changes):
        answer = client.post(f"{API}/invoices", json=new_invoice(**changes), headers=headers)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def issue(client, cashier):
    return lambda id, headers=cashier: client.post(f"{API}/invoices/{id}/issue", json={}, headers=headers)


@pytest.fixture
def gabriela(database_of):
    """Somebody in auth's books who may approve."""

    def make(*permissions, email="gabriela@example.com"):
        with database_of("auth").transaction() as tx:
            role = tx.value(
                """
                INSERT INTO auth.roles (name, description, permissions, menu_config)
                     VALUES (%(name)s, '', %(held)s, '{}') RETURNING id
                """,
                name=f"Dirección {email}",
                held=list(permissions),
            )
            return tx.value(
                """
                INSERT INTO auth.users (email, full_name, role_id, password_hash)
                     VALUES (%(email)s, 'Gabriela Ponce', %(role)s, %(hash)s) RETURNING id
                """,
                email=email,
                role=role,
                hash=bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode(),
            )

    return make


@pytest.fixture
def confirm(apps, cashier):
    """What auth answers to who types their password at the cashier's screen."""

    def act(about, email="gabriela@example.com", password=PASSWORD, permission="invoices:approve-discount"):
        body = {"email": email, "password": password, "permission": permission, "about": about}
        return apps["auth"].test_client().post("/api/auth/approvals", json=body, headers=cashier)

    return act


@pytest.fixture
def approve(client, cashier):
    def act(id, approval):
        return client.post(
            f"{API}/invoices/{id}/discount-approval", json={"approval": approval}, headers=cashier
        )

    return act


def amounts(invoice):
    return [line["discount"] for line in invoice["lines"]]


def test_a_line_is_reduced_by_percent_or_by_amount_and_says_why(make, line):
    made = make(
        lines=[
            line(discount_percent="10", discount_reason="Convenio Docentes"),
            line(discount="1.50", discount_reason="Cortesía"),
        ]
    )
    assert amounts(made) == ["4.00", "1.50"] and (made["discount"], made["total"]) == ("5.50", "74.50")
    assert made["discounts"] == [
        {"position": 1, "percent": "10.00", "amount": "4.00", "reason": "Convenio Docentes"},
        {"position": 2, "percent": None, "amount": "1.50", "reason": "Cortesía"},
    ]


def test_one_on_the_whole_is_spread_to_the_cent_and_the_rest_is_on_the_largest(make, line):
    lines = [line(unit_price=price) for price in ("33.33", "33.33", "33.34")]
    made = make(lines=lines, discount={"amount": "10.00", "reason": "Familia"})
    assert amounts(made) == ["3.33", "3.33", "3.34"]
    assert made["discounts"] == [{"position": None, "percent": None, "amount": "10.00", "reason": "Familia"}]
    assert (made["subtotal"], made["total"]) == ("90.00", "90.00")


def test_no_share_is_more_than_its_line(make, line):
    tiny = [line(quantity="1", unit_price="0.01") for _ in range(30)]
    made = make(lines=[*tiny, line(unit_price="0.02")], discount={"amount": "0.31", "reason": "Redondeo"})
    assert sum(float(taken) for taken in amounts(made)) == pytest.approx(0.31)
    assert float(made["total"]) == pytest.approx(0.01)


def test_the_whole_comes_off_what_the_lines_left(make, line):
    made = make(
        lines=[line(discount_percent="50", discount_reason="Repetición"), line()],
        discount={"percent": "10", "reason": "Familia"},
    )
    assert amounts(made) == ["22.00", "4.00"] and made["total"] == "54.00"


def test_another_buyer_leaves_the_discounts_as_they_were(client, cashier, make, line, buyer):
    made = make(
        lines=[line(discount_percent="5", discount_reason="Convenio")],
        discount={"percent": "5", "reason": "Familia"},
    )
    changed = client.patch(
        f"{API}/invoices/{made['id']}",
        json={"buyer": buyer(name="Otra Persona")},
        headers=cashier | {"If-Match": f'"{made["version"]}"'},
    ).json
    assert changed["discounts"] == made["discounts"] and changed["total"] == made["total"]
    cleared = client.patch(
        f"{API}/invoices/{made['id']}",
        json={"discount": None, "lines": [line()]},
        headers=cashier | {"If-Match": f'"{changed["version"]}"'},
    ).json
    assert (cleared["discounts"], cleared["total"], cleared["approval"]) == ([], "40.00", None)


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"line": {"discount": "1.00"}}, "lines.0.discount_reason"),
        (
            {"line": {"discount": "1.00", "discount_percent": "10", "discount_reason": "Ambos"}},
            "lines.0.discount_percent",
        ),
        ({"line": {"discount_percent": "100.01", "discount_reason": "Todo"}}, "lines.0.discount_percent"),
        ({"line": {"discount_percent": "-1", "discount_reason": "Más"}}, "lines.0.discount_percent"),
        ({"line": {"discount_percent": "1e30", "discount_reason": "Más"}}, "lines.0.discount_percent"),
        ({"line": {"discount": "40.01", "discount_reason": "Todo y más"}}, "lines.0.discount"),
        ({"discount": {"amount": "40.01", "reason": "Todo y más"}}, "discount.amount"),
        ({"discount": {"amount": "1,00", "reason": "Con coma"}}, "discount.amount"),
        ({"discount": {"amount": "0.005", "reason": "Medio"}}, "discount.amount"),
        ({"discount": {"reason": "Nada"}}, "discount.amount"),
        ({"discount": {"percent": "10"}}, "discount.reason"),
    ],
)
def test_what_is_no_discount_is_refused_by_its_field(client, cashier, new_invoice, line, changes, field):
    changes = dict(changes)
    body = new_invoice(lines=[line(**changes.pop("line", {}))], **changes)
    answer = client.post(f"{API}/invoices", json=body, headers=cashier)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json["errors"]]


def test_a_discount_of_everything_is_a_draft_and_never_an_invoice(make, line, issue, login):
    admin = login("invoices:read", "invoices:write", "invoices:approve-discount")
    made = make(headers=admin, lines=[line(discount_percent="100", discount_reason="Cortesía")])
    answer = issue(made["id"], admin)
    assert answer.status_code == 409 and "sin valor" in answer.json["detail"]


def test_within_the_limit_of_the_role_nobody_is_asked(make, line, issue):
    made = make(lines=[line(discount_percent="10", discount_reason="Convenio")])
    assert made["approval"]["needed"] is False
    assert issue(made["id"]).status_code == 200


def test_above_it_nothing_is_issued_until_a_second_person_says_yes(
    make, line, issue, gabriela, confirm, approve, published
):
    gabriela("invoices:approve-discount")
    made = make(lines=[line(discount_percent="25", discount_reason="Repetición")])
    asked = made["approval"]
    assert (asked["needed"], asked["percent"], asked["limit"]) == (True, "25.00", "10.00")
    refused = issue(made["id"])
    assert refused.status_code == 409 and refused.json["approval"]["about"] == asked["about"]
    told = confirm(asked["about"])
    assert told.status_code == 200 and told.json["approved_by"] == "Gabriela Ponce"
    approved = approve(made["id"], told.json["approval"])
    assert approved.status_code == 200
    assert approved.json["approval"]["approved_by"]["name"] == "Gabriela Ponce"
    assert issue(made["id"]).status_code == 200
    assert "invoice.discount_approved" in [event["type"] for event in published()]


def test_an_approval_is_of_one_draft_and_of_its_content(
    client, cashier, make, line, issue, gabriela, confirm, approve
):
    gabriela("invoices:approve-discount")
    lines = [line(discount_percent="25", discount_reason="Repetición")]
    first, second = make(lines=lines), make(lines=lines)
    token = confirm(first["approval"]["about"]).json["approval"]
    # Handed in for another draft, just like the first.
    assert approve(second["id"], token).status_code == 422
    assert approve(first["id"], token).status_code == 200
    # Twice for the same.
    assert approve(first["id"], token).status_code == 409
    # The draft changes after the yes: more is taken off, or the same off something else.
    changed = client.patch(
        f"{API}/invoices/{first['id']}",
        json={"lines": [line(unit_price="900.00", discount_percent="25", discount_reason="Repetición")]},
        headers=cashier | {"If-Match": f'"{first["version"]}"'},
    ).json
    assert changed["approval"]["needed"] is True
    assert approve(first["id"], token).status_code == 422
    assert issue(first["id"]).status_code == 409 and issue(second["id"]).status_code == 409


def test_an_approval_opens_nothing_else(client, make, line, gabriela, confirm):
    gabriela("invoices:approve-discount")
    made = make(lines=[line(discount_percent="25", discount_reason="Repetición")])
    token = confirm(made["approval"]["about"]).json["approval"]
    assert client.get(f"{API}/invoices", headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("token", ["x", "a.b.c", "é" * 10])
def test_what_is_no_approval_is_refused(make, line, approve, token):
    made = make(lines=[line(discount_percent="25", discount_reason="Repetición")])
    answer = approve(made["id"], token)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "approval"


def test_a_session_is_no_approval(make, line, approve, login):
    made = make(lines=[line(discount_percent="25", discount_reason="Repetición")])
    session = login("invoices:approve-discount")["Authorization"].removeprefix("Bearer ")
    assert approve(made["id"], session).status_code == 422


def test_who_may_approve_does_so_by_writing_it(make, line, issue, login):
    admin = login(
        "invoices:read", "invoices:write", "invoices:approve-discount", id="5", name="Gabriela Ponce"
    )
    made = make(headers=admin, lines=[line(discount_percent="40", discount_reason="Familia")])
    assert made["approval"]["approved_by"] == {"id": "5", "name": "Gabriela Ponce"}
    assert issue(made["id"]).status_code == 200


@pytest.fixture
def new_role(database_of):
    """A role in auth's books: its number."""

    def make(name, active=True):
        with database_of("auth").transaction() as tx:
            return tx.value(
                """
                INSERT INTO auth.roles (name, permissions, menu_config, active)
                     VALUES (%(name)s, '{}', '{"home": "panel", "sections": []}', %(active)s) RETURNING id
                """,
                name=name,
                active=active,
            )

    return make


@pytest.fixture
def limit(client, login):
    admin = login("roles:read", "roles:write", "invoices:read")

    def act(role, percent):
        return client.put(f"{API}/discount-limits", json={"role": role, "percent": percent}, headers=admin)

    return act


def test_each_role_has_its_limit_which_follows_its_name(
    client, cashier, make, line, limit, receive, issue, new_role
):
    id, other = new_role("Recepción"), new_role("Caja norte")
    answer = limit("recepcion", "30")
    assert answer.status_code == 200 and answer.json["role"] == "Recepción"
    assert limit("Caja norte", "90").status_code == 200
    made = make(lines=[line(discount_percent="30", discount_reason="Convenio")])
    assert made["approval"]["needed"] is False
    # One takes the name that the other gives up, and is told first: each keeps its own.
    receive("role.updated", role_id=id, name="Caja norte", was="Recepción")
    receive("role.updated", role_id=other, name="Recepción norte", was="Caja norte")
    limits = client.get(f"{API}/discount-limits", headers=cashier).json["data"]
    assert [(row["role"], row["percent"]) for row in limits] == [
        ("Caja norte", "30.00"),
        ("Recepción norte", "90.00"),
    ]
    assert issue(made["id"]).status_code == 409


def test_a_limit_of_no_role_is_refused(limit, new_role):
    new_role("Recepción vieja", active=False)
    for name in ("Recepcion del norte", "Recepción vieja"):
        answer = limit(name, "30")
        assert answer.status_code == 422
        assert answer.json["errors"] == [
            {"field": "role", "message": f"No hay un rol «{name}», o está retirado."}
        ]


def test_a_limit_is_set_by_who_sets_permissions(client, cashier):
    body = {"role": "Recepción", "percent": "100"}
    assert client.put(f"{API}/discount-limits", json=body, headers=cashier).status_code == 403
    assert client.put(f"{API}/discount-limits", json=body).status_code == 401


def test_a_draft_from_before_discounts_had_reasons_says_what_is_missing(
    client, boss, draft, database_of, line
):
    made = draft(lines=[line()])
    with database_of("facturacion").transaction() as tx:
        tx.run(
            "UPDATE facturacion.invoice_lines SET discount = 5, subtotal = 35, total = 35 WHERE invoice_id = %(id)s",
            id=made["id"],
        )
        tx.run(
            "UPDATE facturacion.invoices SET discount = 5, subtotal = 35, total = 35 WHERE id = %(id)s",
            id=made["id"],
        )
    seen = client.get(f"{API}/invoices/{made['id']}", headers=boss).json
    assert seen["to_mend"] == [
        {"field": "lines.0.discount_reason", "message": "Escriba el motivo del descuento."}
    ]


def test_the_discounts_of_an_issued_invoice_are_frozen(issued, line, database_of):
    made = issued(lines=[line(discount_percent="10", discount_reason="Convenio")])
    with pytest.raises(psycopg2.errors.CheckViolation, match="cannot be changed"):
        with database_of("facturacion").transaction() as tx:
            tx.run("DELETE FROM facturacion.discounts WHERE invoice_id = %(id)s", id=made["id"])
