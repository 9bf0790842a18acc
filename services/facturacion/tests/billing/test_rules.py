from decimal import Decimal

import pytest

from common.problems import Conflict, Invalid
from facturacion.billing.rules import invoices as rules

RATES = {"0": Decimal("0.00"), "4": Decimal("15.00"), "6": Decimal("0.00"), "8": Decimal("8.00")}


def line(quantity="1", unit_price="10.00", discount="0", iva_code="4"):
    amounts = {
        "quantity": Decimal(quantity),
        "unit_price": Decimal(unit_price),
        "discount": Decimal(discount),
    }
    return {**amounts, "iva_code": iva_code}


def totals(*lines):
    return {name: str(value) for name, value in rules.totals_of(rules.price_lines(lines, RATES)).items()}


def test_half_a_cent_goes_up():
    (priced,) = rules.price_lines([line(quantity="0.5", unit_price="0.01", iva_code="0")], RATES)
    assert str(priced["subtotal"]) == "0.01"
    (priced,) = rules.price_lines([line(unit_price="0.10")], RATES)
    assert str(priced["iva"]) == "0.02"


def test_a_discount_comes_off_before_iva():
    assert totals(line(unit_price="100.00", discount="20.00")) == {
        "subtotal": "80.00",
        "discount": "20.00",
        "iva": "12.00",
        "total": "92.00",
    }


def test_iva_is_computed_on_the_sum_of_each_rate_and_not_by_line():
    lines = rules.price_lines([line(unit_price="0.03")] * 3, RATES)
    assert [str(one["iva"]) for one in lines] == ["0.00"] * 3
    assert totals(*[line(unit_price="0.03")] * 3)["iva"] == "0.01"


def test_rates_are_rounded_apart_even_where_two_codes_are_both_zero():
    amounts = totals(
        line(unit_price="0.10"),
        line(unit_price="0.06", iva_code="8"),
        line(iva_code="0"),
        line(iva_code="6"),
        line(unit_price="0.10"),
    )
    assert amounts["iva"] == "0.03"
    assert amounts["total"] == "20.29"


def test_nothing_adds_up_to_nothing():
    assert totals() == {"subtotal": "0", "discount": "0", "iva": "0", "total": "0"}


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (line(discount="10.01"), "lines.1.discount"),
        (line(iva_code="5"), "lines.1.iva_code"),
        (line(quantity="99999999999.999", unit_price="9999999999.99"), "lines.1.quantity"),
        (line(unit_price="9999999999.99"), "lines.1.quantity"),
    ],
)
def test_an_impossible_line_is_named(bad, field):
    with pytest.raises(Invalid) as refusal:
        rules.price_lines([line(), bad], RATES)
    assert refusal.value.errors[0]["field"] == field


def test_a_total_that_cannot_be_stored_is_refused():
    with pytest.raises(Invalid, match="demasiado grande"):
        totals(*[line(unit_price="9999999999.99", iva_code="0")] * 2)


@pytest.mark.parametrize(
    ("id_type", "document", "kept"),
    [
        ("04", "1793213150001", "1793213150001"),
        ("05", "1714307103", "1714307103"),
        ("06", "ab123456", "AB123456"),
        ("07", "9999999999999", "9999999999999"),
        ("08", "x-123", "X123"),
    ],
)
def test_a_good_document_is_kept_clean(id_type, document, kept):
    assert rules.check_document(id_type, document) == kept


@pytest.mark.parametrize(
    ("id_type", "document"),
    [
        ("04", "1714307103"),
        ("05", "1714307104"),
        ("06", "A"),
        ("07", "1714307103"),
        ("08", "ñ12"),
        ("08", "12"),
    ],
)
def test_a_wrong_document_is_refused(id_type, document):
    with pytest.raises(ValueError):
        rules.check_document(id_type, document)


def invoice(status="DRAFT", id_type="05", document="1714307103", paid="0"):
    return {"status": status, "buyer": {"id_type": id_type, "document": document}, "paid": Decimal(paid)}


@pytest.mark.parametrize(
    ("draft", "total", "reason"),
    [
        (invoice(status="ISSUED"), "10", "ya fue emitida"),
        (invoice(status="DISCARDED"), "10", "descartada"),
        (invoice(), "0", "sin valor"),
        (invoice(id_type="07", document="9999999999999"), "50.01", r"\$50,00"),
    ],
)
def test_what_cannot_be_issued(draft, total, reason):
    with pytest.raises(Conflict, match=reason):
        rules.must_be_issuable(draft, {"total": Decimal(total)})


def test_a_final_consumer_may_be_charged_fifty():
    rules.must_be_issuable(invoice(id_type="07", document="9999999999999"), {"total": Decimal(50)})


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (invoice(), "borrador se descarta"),
        (invoice("ISSUED", "07", "9999999999999"), "consumidor final"),
        (invoice("ISSUED", paid="5"), "Anule primero los pagos"),
    ],
)
def test_what_cannot_be_annulled(given, reason):
    with pytest.raises(Conflict, match=reason):
        rules.must_be_annullable(given)
