"""The documents of what was bought for the stock: what came in on one morning from one supplier is one invoice."""

from collections import defaultdict
from decimal import Decimal

from facturacion.expenses.service.purchases import CATEGORY
from facturacion.money import cents
from tools.demo.billing import key
from tools.demo.bulk import insert, take_ids
from tools.demo.catalogue import PRODUCTS

# Who sells what, and with which RUC.
SUPPLIERS = (
    ("Dental Andina", "1792998341001"),
    ("Distribuidora Médica del Pacífico", "1790667781001"),
    ("Insumos Quito", "1791345098001"),
)
DOCUMENT = "supplier_name, supplier_ruc, document_type, document_number, authorisation, date, amount, iva, base_zero, payment_method, stocked"
RECEIPT = f"id, {DOCUMENT}, received_by_id, received_by_name, received_at"
EXPENSE = f"""{DOCUMENT}, stock_receipt_id, category, description, tax_support, recorded_by_id, recorded_by_name,
              created_at"""


def write(past):
    """The receipts, and the expenses that document them: {lot's own id(): the receipt it came with}, each bought once."""
    categories = sorted({product.category for product in PRODUCTS})
    supplier_of = {p.sku: SUPPLIERS[categories.index(p.category) % len(SUPPLIERS)] for p in PRODUCTS}
    together = defaultdict(list)
    for movement in past.plan.stock.movements:
        if movement.kind == "PURCHASE":
            together[movement.at, supplier_of[movement.lot.sku]].append(movement)
    ids = take_ids(past.cursor, "inventario.receipts", len(together))
    by_id, by_name, _ = past.known.users["storekeeper"]
    receipts, expenses, found = [], [], {}
    for place, (receipt, ((at, supplier), movements)) in enumerate(
        zip(ids, sorted(together.items(), key=lambda item: item[0]), strict=True), 1
    ):
        document = invoice(place, at, supplier, movements)
        receipts.append((receipt, *document, str(by_id), by_name, at))
        said = f"Material: {document[3]} de {supplier[0]}"
        expenses.append((*document, receipt, CATEGORY, said, "07", str(by_id), by_name, at))
        found |= {id(movement.lot): receipt for movement in movements}
    insert(past.cursor, "inventario.receipts", RECEIPT, receipts)
    insert(past.cursor, "facturacion.operational_expenses", EXPENSE, expenses)
    return found


def invoice(place, at, supplier, movements):
    """What its paper says. The clinic takes no credit of IVA: it is in the cost of each unit."""
    name, ruc = supplier
    amount = cents(sum(movement.quantity * movement.lot.unit_cost for movement in movements))
    number = f"001-002-{place + 40210:09}"
    day = at.date()
    authorisation = key(day.isoformat(), "01", ruc, number)
    iva = cents(amount * 15 / 115)
    return (name, ruc, "INVOICE", number, authorisation, day, amount, iva, Decimal(0), "TRANSFER", amount)
