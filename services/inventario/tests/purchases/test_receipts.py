"""What comes in together: its lots, its document, the books that are told of it, and the way back."""

from datetime import timedelta

import psycopg2
import pytest

from common.clock import clinic_today
from inventario.purchases import neighbours

URL = "/api/inventario/receipts"
REGISTERED = neighbours.registered


@pytest.fixture(autouse=True)
def books(monkeypatch):
    """The documents that facturacion has by other entries."""
    known = set()
    monkeypatch.setattr(
        "inventario.purchases.neighbours.registered",
        lambda document, receipt_id=None: document.document_number in known,
    )
    return known


@pytest.fixture
def document(apps):
    """A supplier's invoice: `document(amount="57.50")`."""

    def make(**changes):
        with apps["inventario"].app_context():
            day = clinic_today()
        return {
            "supplier_name": "Dental Andina",
            "supplier_ruc": "1790011674001",
            "document_type": "INVOICE",
            "document_number": "002-001-000004512",
            "authorisation": "1234567890",
            "date": (day - timedelta(days=1)).isoformat(),
            "amount": "57.50",
            "iva": "7.50",
            "payment_method": "TRANSFER",
        } | changes

    return make


@pytest.fixture
def receive_goods(client, keeper):
    """Post a receipt: `receive_goods([(product, "10", "5.00", "L-1")], document())`."""

    def post(lines, document=None, status=201, **more):
        body = {
            "document": document,
            "lines": [
                {"product_id": product["id"], "quantity": quantity, "unit_cost": cost, "lot_number": lot}
                for product, quantity, cost, lot in lines
            ],
        }
        answer = client.post(URL, json=body | more, headers=keeper)
        assert answer.status_code == status, answer.json
        return answer.json

    return post


@pytest.fixture
def edit(client, keeper):
    def send(method, path, body, version=1, status=200):
        headers = keeper | {"If-Match": f'"{version}"'}
        answer = getattr(client, method)(f"{URL}{path}", json=body, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return send


@pytest.fixture
def lots_of(client, keeper):
    def get(product):
        return client.get(f"/api/inventario/products/{product['id']}/stock", headers=keeper).json["lots"]

    return get


def test_one_entry_fills_the_lots_and_tells_the_books(receive_goods, document, new_product, lots_of, told):
    gloves, masks = new_product(), new_product(name="Mascarillas")
    made = receive_goods([(gloves, "10", "3.00", "G-1"), (masks, "4", "5.00", "M-1")], document())
    assert (made["line_count"], made["material"], made["document"]["stocked"]) == (2, "50.00", "50.00")
    assert [line["lot_number"] for line in made["lines"]] == ["G-1", "M-1"]
    assert (lots_of(gloves)[0]["quantity"], lots_of(masks)[0]["unit_cost"]) == ("10.000", "5.0000")
    assert len(told("stock.received")) == 2
    (event,) = told("receipt.recorded")
    assert event["data"]["document"]["authorisation"] == "1234567890"
    assert event["data"]["summary"] == "Registró la compra 002-001-000004512 de Dental Andina, por $57,50"


@pytest.mark.parametrize(
    ("cost", "confirmed", "stocked"),
    [("5.75", False, "57.50"), ("5.00", False, "50.00"), ("4.50", True, "45.00"), ("5.0004", False, "50.00")],
)
def test_what_of_the_document_is_in_the_lots(receive_goods, document, new_product, cost, confirmed, stocked):
    made = receive_goods([(new_product(), "10", cost, "G-1")], document(), confirm_difference=confirmed)
    assert made["document"]["stocked"] == stocked


def test_lines_that_differ_from_their_document_are_confirmed_and_never_pass_it(
    receive_goods, document, new_product, lots_of
):
    gloves = new_product()
    asked = receive_goods([(gloves, "10", "4.50", "G-1")], document(), status=409)
    assert (asked["warning"], asked["confirm"]) == ("lines_differ", "confirm_difference")
    refused = receive_goods([(gloves, "10", "6.00", "G-1")], document(), status=422, confirm_difference=True)
    assert refused["errors"][0]["field"] == "document.amount"
    assert lots_of(gloves) == []


@pytest.mark.parametrize("where", ["here", "in the books"])
def test_a_document_is_registered_once_unless_it_is_confirmed(
    receive_goods, document, new_product, books, where
):
    gloves = new_product()
    if where == "here":
        receive_goods([(gloves, "10", "5", "G-1")], document())
    else:
        books.add("002 001 000004512")
    again = document(supplier_name="DENTAL  ANDINA", document_number="002 001 000004512")
    asked = receive_goods([(gloves, "10", "5", "G-2")], again, status=409)
    assert (asked["warning"], asked["confirm"]) == ("repeated_document", "confirm_repeated")
    made = receive_goods([(gloves, "10", "5", "G-2")], again, confirm_repeated=True)
    assert made["document"]["repeated"]


def test_facturacion_says_what_its_books_have(apps, login, receive_goods, document, new_product, monkeypatch):
    """By whoever stores goods, who reads no book: of the document alone, and of no other supplier's."""
    monkeypatch.setattr(neighbours, "registered", REGISTERED)
    expense = {
        "category": "Insumos", "description": "Guantes", "amount": "57.50", "supplier_name": "DENTAL ANDINA",
        "document_number": "002-001-4512", "payment_method": "CASH", "date": document()["date"],
    }  # fmt: skip
    books = login("expenses:write", id="9", name="Caja")
    answer = apps["facturacion"].test_client().post("/api/facturacion/expenses", json=expense, headers=books)
    assert answer.status_code == 201, answer.json
    gloves = new_product()
    paid = document(document_number="002 001 4512")
    asked = receive_goods([(gloves, "10", "5", "G-1")], paid, status=409)
    assert asked["warning"] == "repeated_document"
    receive_goods([(gloves, "10", "5", "G-1")], paid | {"supplier_name": "Otra casa"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"supplier_ruc": "1790011674002"}, "document.supplier_ruc"),
        ({"date": "2019-01-01"}, "document.date"),
        ({"date": "2199-01-01"}, "document.date"),
        ({"iva": "57.50"}, "document.iva"),
        ({"base_zero": "51.00"}, "document.base_zero"),
        ({"amount": "0.005"}, "document.amount"),
        ({"amount": "1e30"}, "document.amount"),
        ({"authorisation": "12"}, "document.authorisation"),
        ({"supplier_name": ""}, "document.supplier_name"),
    ],
)
def test_a_document_that_cannot_be_names_its_field(
    receive_goods, document, new_product, lots_of, changes, field
):
    gloves = new_product()
    refused = receive_goods([(gloves, "10", "5", "G-1")], document(**changes), status=422)
    assert refused["errors"][0]["field"] == field
    assert lots_of(gloves) == []


def test_a_wrong_line_is_named_and_nothing_of_the_receipt_stays(receive_goods, new_product, lots_of):
    gloves, masks = new_product(), new_product()
    refused = receive_goods([(gloves, "10", "5", "G-1"), (masks, "-1", "5", "M-1")], status=422)
    assert refused["errors"][0]["field"] == "lines.1.quantity"
    refused = receive_goods([(gloves, "10", "5", "G-1"), ({"id": 10**9}, "1", "5", "M-1")], status=422)
    assert refused["errors"][0]["field"] == "lines.1.product_id"
    assert lots_of(gloves) == []


def test_what_came_without_a_document_gets_it_later_and_it_is_put_right(
    receive_goods, document, new_product, edit, told
):
    made = receive_goods([(new_product(), "10", "5", "G-1")])
    assert made["document"] is None
    path = f"/{made['id']}"
    body = {"document": document()}
    assert edit("patch", path, body)["document"]["stocked"] == "50.00"
    edit("patch", path, body, status=412)
    edit("patch", "/0", body, status=404)
    body = {"document": document(document_number="002-001-000004513")}
    assert edit("patch", path, body, version=2)["document"]["document_number"].endswith("4513")
    assert len(told("receipt.documented")) == 2


def test_annulled_it_leaves_the_lots_as_if_it_had_never_come(
    receive_goods, document, new_product, buy, edit, lots_of, told
):
    gloves = new_product()
    buy(gloves, "10", "1.00", lot_number="G-1")
    made = receive_goods([(gloves, "10", "5.00", "G-1")], document())
    assert lots_of(gloves)[0]["unit_cost"] == "3.0000"
    body = {"reason": "Se registró dos veces"}
    gone = edit("post", f"/{made['id']}/annulment", body)
    assert gone["annulled_by"]["name"] == "Berta Bodega" and gone["annulled_reason"] == body["reason"]
    (lot,) = lots_of(gloves)
    assert (lot["quantity"], lot["unit_cost"]) == ("10.000", "1.0000")
    edit("post", f"/{made['id']}/annulment", body, version=2, status=409)
    edit("patch", f"/{made['id']}", {"document": document()}, version=2, status=409)
    assert len(told("receipt.annulled")) == 1
    # Its document may come again.
    receive_goods([(gloves, "10", "5", "G-2")], document())


def test_the_last_price_is_that_of_the_last_purchase_that_stands(
    receive_goods, new_product, edit, client, keeper
):
    gloves = new_product()
    made = receive_goods([(gloves, "10", "5", "G-1")])
    edit("post", f"/{made['id']}/annulment", {"reason": "Era de otro"})
    product = client.get(f"/api/inventario/products/{gloves['id']}", headers=keeper).json
    assert (product["stock_quantity"], product["average_cost"]) == ("0.000", "0.0000")


def test_what_was_used_meanwhile_keeps_its_receipt(receive_goods, new_product, edit, move, lots_of):
    gloves = new_product()
    made = receive_goods([(gloves, "10", "5", "G-1")])
    (lot,) = lots_of(gloves)
    move(gloves, kind="WRITE_OFF", lot_id=lot["id"], quantity="1", reason="Se rompió")
    refused = edit("post", f"/{made['id']}/annulment", {"reason": "Era de otro"}, status=409)
    assert "no hay tanta" in refused["detail"]
    assert lots_of(gloves)[0]["quantity"] == "9.000"


def test_receipts_are_found_by_supplier_and_by_whether_they_lack_their_document(
    client, keeper, receive_goods, document, new_product
):
    gloves = new_product()
    with_one = receive_goods([(gloves, "10", "5", "G-1")], document(supplier_name="Depósito Ñuñoa"))
    without = receive_goods([(gloves, "10", "5", "G-2")])

    def found(query):
        return [row["id"] for row in client.get(f"{URL}?{query}", headers=keeper).json["data"]]

    assert found("search=nunoa") == [with_one["id"]]
    assert without["id"] in found("documented=false") and with_one["id"] not in found("documented=false")
    assert found("search=nunoa&annulled=true") == []


@pytest.mark.parametrize("quantities", [(-9,), (-10, -10)])
def test_the_database_takes_an_annulment_only_as_the_mirror_of_a_line_and_once(
    receive_goods, new_product, database_of, quantities
):
    made = receive_goods([(new_product(), "10", "5", "G-1"), (new_product(), "10", "5", "M-1")])
    line = made["lines"][0]
    with pytest.raises(psycopg2.errors.IntegrityError), database_of("inventario").transaction() as tx:
        for quantity in quantities:
            tx.run(
                """
                INSERT INTO inventario.stock_movements
                            (product_id, lot_id, kind, quantity, unit_cost, reason, reverses, receipt_id, occurred_on)
                     VALUES (%(product)s, %(lot)s, 'ANNULMENT', %(quantity)s, 5, 'Así', %(of)s, %(receipt)s, current_date)
                """,
                product=line["product_id"],
                lot=line["lot_id"],
                quantity=quantity,
                of=line["movement_id"],
                receipt=made["id"],
            )
