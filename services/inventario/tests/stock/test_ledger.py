"""The ledger: how it is read, and what the database refuses, whoever asks."""

from datetime import date, timedelta

import psycopg2
import pytest

URL = "/api/inventario"
LONG_AGO = (date.today() - timedelta(days=10)).isoformat()


def test_the_ledger_is_read_newest_first_page_by_page(client, keeper, new_product, buy, move):
    product, other = new_product(), new_product()
    lot_id = buy(product, "10")["lot_id"]
    buy(other, "1")
    move(product, kind="WRITE_OFF", quantity="1", lot_id=lot_id, reason="Rotura")
    move(product, kind="ADJUSTMENT", quantity="-1", lot_id=lot_id, reason="Conteo")

    def kinds(path):
        answer = client.get(f"{URL}/{path}", headers=keeper)
        assert answer.status_code == 200
        return [movement["kind"] for movement in answer.json["data"]]

    assert kinds(f"products/{product['id']}/movements") == ["ADJUSTMENT", "WRITE_OFF", "PURCHASE"]
    assert kinds(f"products/{product['id']}/movements?kind=WRITE_OFF") == ["WRITE_OFF"]
    assert kinds("movements") == ["ADJUSTMENT", "WRITE_OFF", "PURCHASE", "PURCHASE"]
    assert kinds(f"movements?product_id={other['id']}") == ["PURCHASE"]
    assert kinds("movements?appointment_id=7") == []
    first = client.get(f"{URL}/movements?limit=3&total=true", headers=keeper).json
    rest = client.get(f"{URL}/movements?limit=3&after={first['next']}", headers=keeper).json
    assert (len(first["data"]), len(rest["data"]), rest["next"], first["total"]) == (3, 1, None, 4)
    assert client.get(f"{URL}/movements?after=WyJ4Il0=", headers=keeper).status_code == 400
    assert client.get(f"{URL}/movements?kind=NADA", headers=keeper).status_code == 422


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("rota caja", ["WRITE_OFF"]),
        ("bodega lote-9 GUANTES", ["WRITE_OFF", "PURCHASE"]),
        ("lo", ["WRITE_OFF", "PURCHASE"]),
        ("ja", []),
        ("guantes pasta", []),
    ],
)
def test_the_ledger_is_searched_by_words(client, keeper, new_product, buy, move, search, found):
    gloves = new_product(name="Guantes de látex")
    lot_id = buy(gloves, "5", lot_number="LOTE-9")["lot_id"]
    buy(new_product(name="Pasta"), "5", lot_number="X")
    move(gloves, kind="WRITE_OFF", quantity="1", lot_id=lot_id, reason="Caja rota")
    for url in (f"{URL}/movements", f"{URL}/products/{gloves['id']}/movements"):
        rows = client.get(url, query_string={"search": search, "total": "true"}, headers=keeper).json
        assert [row["kind"] for row in rows["data"]] == found and rows["total"] == len(found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE inventario.stock_movements SET quantity = 1",
        "DELETE FROM inventario.stock_movements",
        "UPDATE inventario.lots SET quantity = 99",
        "INSERT INTO inventario.lots (product_id, lot_number, unit_cost, quantity) SELECT id, 'x', 1, 9 FROM inventario.products",
        "UPDATE inventario.products SET stock_quantity = 99",
        "UPDATE inventario.products SET last_cost = 99",
        "DELETE FROM inventario.products",
        "UPDATE inventario.consumptions SET appointment_id = 1",
    ],
)
def test_the_service_itself_may_not_rewrite_stock(new_product, buy, database_of, statement):
    buy(new_product(), "5")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        with database_of("inventario").transaction() as tx:
            tx.run(statement)


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE inventario.stock_movements SET quantity = 1", "stock_movements_final"),
        ("DELETE FROM inventario.stock_movements", "stock_movements_final"),
        ("TRUNCATE inventario.stock_movements", "stock_movements_final"),
        ("UPDATE inventario.lots SET quantity = -1", "lots_quantity_not_negative"),
    ],
)
def test_not_even_the_owner_rewrites_the_ledger(new_product, buy, shared, statement, constraint):
    buy(new_product(), "5")
    with shared.connection.cursor() as cursor, pytest.raises(psycopg2.IntegrityError) as refusal:
        cursor.execute("SAVEPOINT before")
        try:
            cursor.execute(statement)
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT before")
    assert refusal.value.diag.constraint_name == constraint


@pytest.mark.parametrize("balances", ["NULL, NULL", "4, 4", "3, 4", "4, 9"])
def test_what_several_movements_leave_follows_one_from_another(new_product, buy, database_of, balances):
    buy(new_product(), "5")
    statement = """
        INSERT INTO inventario.stock_movements
                    (product_id, lot_id, kind, quantity, unit_cost, reason, occurred_on, balance_after)
             SELECT product_id, id, 'WRITE_OFF', -1, 1, 'Rota', current_date, left_after
               FROM inventario.lots, unnest(ARRAY[{}]::numeric[]) AS left_after
    """
    with pytest.raises(psycopg2.errors.CheckViolation) as refusal:
        with database_of("inventario").transaction() as tx:
            tx.run(statement.format(balances))
    assert refusal.value.diag.constraint_name == "stock_movements_balance"
    with database_of("inventario").transaction() as tx:
        tx.run(statement.format("4, 3"))
        assert tx.value(
            "SELECT (quantity, stock_quantity)::text FROM lots JOIN products p ON p.id = product_id"
        ) == ("(3.000,3.000)")


MOVEMENT = """
    INSERT INTO inventario.stock_movements
                (product_id, lot_id, kind, quantity, unit_cost, reason, appointment_id, occurred_on)
         SELECT product_id, id, {kind}, {quantity}, 1, {reason}, {appointment}, {day} FROM inventario.lots
"""


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"quantity": "5"}, "stock_movements_sign"),
        ({"quantity": "-6"}, "lots_quantity_not_negative"),
        ({"reason": "NULL"}, "stock_movements_reason"),
        ({"appointment": "3"}, "stock_movements_appointment"),
        ({"kind": "'CONSUMPTION'"}, "stock_movements_appointment"),
        ({"kind": "'GIFT'"}, "stock_movements_kind"),
        ({"day": "current_date - 3"}, "stock_movements_occurred_today"),
    ],
)
def test_the_database_refuses_a_wrong_movement(new_product, buy, database_of, changes, constraint):
    buy(new_product(), "5")
    right = {
        "kind": "'WRITE_OFF'",
        "quantity": "-1",
        "reason": "'Rota'",
        "appointment": "NULL",
        "day": "current_date",
    }
    with pytest.raises(psycopg2.errors.CheckViolation) as refusal:
        with database_of("inventario").transaction() as tx:
            tx.run(MOVEMENT.format(**right | changes))
    assert refusal.value.diag.constraint_name == constraint


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"recalled": True}, "stock_movements_lot_recalled"),
        ({"expiry_date": LONG_AGO}, "stock_movements_lot_expired"),
    ],
)
def test_the_database_refuses_to_use_a_lot_that_must_not_be_used(
    new_product, buy, change_lot, database_of, changes, constraint
):
    change_lot(buy(new_product(), "5")["lot_id"], **changes)
    wrong = {
        "kind": "'CONSUMPTION'",
        "quantity": "-1",
        "reason": "NULL",
        "appointment": "3",
        "day": "current_date",
    }
    with pytest.raises(psycopg2.errors.CheckViolation) as refusal:
        with database_of("inventario").transaction() as tx:
            tx.run(MOVEMENT.format(**wrong))
    assert refusal.value.diag.constraint_name == constraint
