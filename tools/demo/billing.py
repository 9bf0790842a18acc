"""Three months of invoices, payments and expenses."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal

from facturacion.billing.rules import invoices as rules
from facturacion.money import cents
from facturacion.einvoice.ecuador.access_key import check_digit
from tools.demo.catalogue import (
    HALF_AT_ZERO,
    MONTHLY_EXPENSES,
    PRODUCTS,
    SUPPLIERS_OF_EXPENSES,
    TREATMENTS,
    WEEKLY_EXPENSES,
)

# The rates of the IVA codes that the catalogue uses, in force all this time.
RATES = {"0": Decimal(0), "4": Decimal(15)}
METHODS = {"CASH": 42, "TRANSFER": 25, "CARD_CREDIT": 17, "CARD_DEBIT": 13, "CHECK": 3}
REFERENCES = {
    "TRANSFER": "Transferencia {}",
    "CARD_CREDIT": "Voucher {}",
    "CARD_DEBIT": "Voucher {}",
    "CHECK": "Cheque {}",
}
BANKS = ("Banco Pichincha", "Banco del Pacífico", "Produbanco", "Banco Guayaquil")
DISCOUNTED_BECAUSE = {10: "Convenio Docentes", 15: "Familia"}
DRAFTS_OF_LAST_DAYS, ANNULLED = 8, 2
ANNULLED_BECAUSE = "Se emitió con datos equivocados; se reemplaza por otra factura"


@dataclass(frozen=True)
class Payment:
    """Money received."""

    method: str
    amount: Decimal
    at: datetime
    reference: str | None


@dataclass
class Invoice:
    """What a visit was charged, or a package that was sold. Without `issued_at` it is still a draft."""

    visit: int | None
    drafted_at: datetime
    lines: list[dict]
    totals: dict[str, Decimal]
    issued_at: datetime | None = None
    annulled_at: datetime | None = None
    payments: list[Payment] = field(default_factory=list)
    sale: object = None

    @property
    def paid(self):
        return sum((payment.amount for payment in self.payments), Decimal(0))


def lines_of(visit, discount_percent=0):
    """The priced lines of a visit, as the service draws them from it; a discount is on the first."""
    treatments = {treatment.code: treatment for treatment in TREATMENTS}
    products = {product.sku: product for product in PRODUCTS}
    lines = [
        _line("TREATMENT", code, treatments[code].name, quantity, treatments[code].price, "0")
        for code, quantity in visit.treatments
    ]
    lines += [
        _line("PRODUCT", sku, products[sku].name, quantity, products[sku].price, products[sku].iva_code)
        for sku, quantity in visit.extras
    ]
    gross = lines[0]["quantity"] * lines[0]["unit_price"]
    lines[0]["discount"] = cents(gross * discount_percent / 100)
    lines[0]["discount_percent"] = Decimal(discount_percent)
    return rules.price_lines(lines, RATES)


def _line(kind, code, description, quantity, price, iva_code):
    line = {"kind": kind, "code": code, "description": description, "quantity": quantity}
    return line | {"unit_price": price, "discount": Decimal(0), "iva_code": iva_code}


def invoices(random, visits, today):
    """One for each of these visits that took place."""
    done = [visit for visit in visits if visit.status == "COMPLETED"]
    recent = [visit.key for visit in done if (today - visit.start.date()).days <= DRAFTS_OF_LAST_DAYS]
    drafts = set(random.sample(recent, min(4, len(recent))))
    wrong = set(random.sample([visit.key for visit in done if visit.key not in drafts][:-50], ANNULLED))
    found = []
    for visit in done:
        lines = lines_of(visit, random.choices((0, 10, 15), (90, 8, 2))[0])
        invoice = Invoice(visit.key, visit.end, lines, rules.totals_of(lines))
        if visit.key in drafts:
            found.append(invoice)
            continue
        issued_at = visit.end + timedelta(minutes=random.randint(3, 12), seconds=random.randint(0, 59))
        if visit.key in wrong:
            annulled_at = issued_at + timedelta(minutes=4)
            found.append(
                Invoice(visit.key, visit.end, lines, invoice.totals, issued_at, annulled_at=annulled_at)
            )
            issued_at = annulled_at + timedelta(minutes=5)
        invoice.issued_at = issued_at
        invoice.payments = payments(random, invoice, today)
        found.append(invoice)
    return found


def in_order(found):
    """As they are numbered; drafts come last."""
    return sorted(
        found, key=lambda one: (one.issued_at is None, one.issued_at or one.drafted_at, one.visit or 0)
    )


def payments(random, invoice, today):
    """Most pay at once; some a part now and the rest later, a few nothing yet."""
    total, at = invoice.totals["total"], invoice.issued_at + timedelta(minutes=1)
    later = datetime.combine(
        at.date() + timedelta(days=random.randint(6, 30)), time(random.randint(9, 16), 20), at.tzinfo
    )
    in_time = later.date() < today
    how = random.choices(("whole", "two methods", "parts", "later"), (78, 5, 11, 6))[0]
    first = cents(total * random.choice((30, 40, 50)) / 100)
    if how == "whole" or total < 15:
        return [payment(random, total, at)]
    if how == "two methods":
        return [payment(random, first, at), payment(random, total - first, at)]
    if how == "parts":
        return [payment(random, first, at)] + ([payment(random, total - first, later)] if in_time else [])
    # Some of what was left to be paid later is still owed.
    return [payment(random, total, later)] if in_time and random.random() < 0.75 else []


def payment(random, amount, at):
    method = random.choices(list(METHODS), list(METHODS.values()))[0]
    # A bank gives each transfer and each cheque a number of its own.
    number = f"{at:%m%d}{random.randint(100000, 999999)}"
    return Payment(method, amount, at, REFERENCES[method].format(number) if method in REFERENCES else None)


def expenses(random, first, today):
    """What the clinic spent beside its materials, from the oldest; each is what the API takes."""
    found = []
    for number in range((today - first).days):
        day = first + timedelta(days=number)
        due = [row[1:] for row in MONTHLY_EXPENSES if row[0] == day.day]
        due += WEEKLY_EXPENSES if day.weekday() == 4 else ()
        for category, description, amount, spread, supplier, method in due:
            factor = Decimal(str(round(1 + random.uniform(-spread, spread) / 100, 3)))
            expense = {
                "date": day.isoformat(),
                "category": category,
                "description": f"{description}, {day:%m/%Y}",
                "amount": str(cents(Decimal(amount) * factor)),
                "payment_method": method,
            }
            if supplier:
                expense["supplier_name"] = supplier
                expense["document_number"] = f"001-00{random.randint(1, 4)}-{random.randint(1, 99999):09}"
            found.append(expense)
    for place, expense in enumerate(found):
        if expense.get("supplier_name") in SUPPLIERS_OF_EXPENSES:
            expense |= bill(expense, place)
    bills = [expense for expense in found if "document_type" in expense]
    return [*found, *(note(expense) for expense in bills[-1:])]


def note(expense):
    """The supplier takes a tenth of that back."""
    parts = {name: str(cents(Decimal(expense[name]) / 10)) for name in ("amount", "iva", "base_zero")}
    number = "001-001-000000031"
    kept = ("date", "category", "payment_method", "supplier_name", "supplier_ruc", "tax_support")
    return (
        {name: expense[name] for name in kept}
        | parts
        | {
            "description": f"Descuento en: {expense['description']}",
            "document_type": "CREDIT_NOTE",
            "document_number": number,
            "authorisation": key(expense["date"], "04", expense["supplier_ruc"], number),
            "modified_number": expense["document_number"],
        }
    )


def bill(expense, place):
    """What the accountant needs of a supplier's invoice: IVA in it, its authorisation, and what was withheld."""
    ruc, taxed, withheld = SUPPLIERS_OF_EXPENSES[expense["supplier_name"]]
    amount = Decimal(expense["amount"])
    zero = cents(amount / 2) if expense["description"].startswith(HALF_AT_ZERO) else Decimal(0)
    iva = cents((amount - zero) * 15 / 115) if taxed else Decimal(0)
    found = {
        "document_type": "INVOICE",
        "supplier_ruc": ruc,
        "iva": str(iva),
        "base_zero": str(zero),
        "tax_support": "02",
        "authorisation": key(expense["date"], "01", ruc, expense["document_number"]),
    }
    if withheld:
        code, of_income, of_iva = withheld
        number = f"001-001-{place + 1:09}"
        found |= {
            "income_code": code,
            "withheld_income": str(cents((amount - iva) * of_income / 100)),
            "withheld_iva": str(cents(iva * of_iva / 100)),
            "withholding_number": number,
            "withholding_authorisation": key(expense["date"], "07", CLINIC_RUC, number),
        }
    return found


# The clinic of the example, as its certificates of withholding have it.
CLINIC_RUC = "1792146739001"


def key(day, document, ruc, number):
    """The access key of somebody else's electronic document."""
    year, month, date = day.split("-")
    head = f"{date}{month}{year}{document}{ruc}2{number.replace('-', '')}123456781"
    return f"{head}{check_digit(head)}"
