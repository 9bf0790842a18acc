from datetime import date
from decimal import Decimal

import pytest

from common.problems import Conflict, Invalid
from inventario.stock import rules

TODAY = date(2026, 11, 24)


def movement(**changes):
    empty = dict.fromkeys(("lot_number", "lot_id", "expiry_date", "unit_cost", "reason", "cause"))
    return empty | {"kind": "PURCHASE", "quantity": Decimal(1)} | changes


def fields_refused(**changes):
    with pytest.raises(Invalid) as refusal:
        rules.must_be_complete(movement(**changes), TODAY)
    return [error["field"] for error in refusal.value.errors]


def test_a_purchase_brings_its_lot_and_cost():
    rules.must_be_complete(movement(lot_number="L1", unit_cost=Decimal(0), expiry_date=TODAY), TODAY)
    assert fields_refused() == ["lot_number", "unit_cost"]
    assert fields_refused(lot_number="L1", unit_cost=Decimal(1), lot_id=3) == ["lot_id"]


def test_nobody_buys_what_is_already_expired():
    expired = date(2026, 11, 23)
    assert fields_refused(lot_number="L1", unit_cost=Decimal(1), expiry_date=expired) == ["expiry_date"]


@pytest.mark.parametrize("kind", ["ADJUSTMENT", "WRITE_OFF", "RETURN"])
def test_other_movements_name_a_lot_and_say_why(kind):
    rules.must_be_complete(movement(kind=kind, lot_id=1, reason="Conteo"), TODAY)
    assert fields_refused(kind=kind) == ["lot_id", "reason"]
    strange = {"lot_number": "L1", "unit_cost": Decimal(1), "expiry_date": TODAY}
    assert fields_refused(kind=kind, lot_id=1, reason="Conteo", **strange) == [
        "lot_number",
        "unit_cost",
        "expiry_date",
    ]


def test_only_an_adjustment_may_be_negative_and_none_is_nothing():
    given = {"lot_id": 1, "reason": "Conteo"}
    rules.must_be_complete(movement(kind="ADJUSTMENT", quantity=Decimal(-1), **given), TODAY)
    assert fields_refused(kind="ADJUSTMENT", quantity=Decimal(0), **given) == ["quantity"]
    assert fields_refused(kind="WRITE_OFF", quantity=Decimal(-1), **given) == ["quantity"]
    assert fields_refused(lot_number="L", unit_cost=Decimal(1), quantity=Decimal(0)) == ["quantity"]


def test_what_leaves_is_negative_in_the_ledger():
    assert rules.signed("WRITE_OFF", Decimal(2)) == rules.signed("RETURN", Decimal(2)) == -2
    assert rules.signed("PURCHASE", Decimal(2)) == 2
    assert rules.signed("ADJUSTMENT", Decimal(-2)) == -2


def test_one_lot_number_cannot_expire_on_two_days():
    lot = {"lot_number": "L1", "expiry_date": TODAY}
    rules.must_be_the_same_lot(None, TODAY)
    rules.must_be_the_same_lot(lot, None)
    rules.must_be_the_same_lot(lot, TODAY)
    rules.must_be_the_same_lot(lot | {"expiry_date": None}, TODAY)
    with pytest.raises(Conflict, match="L1 ya está registrado y vence el 24/11/2026"):
        rules.must_be_the_same_lot(lot, date(2027, 1, 1))


def test_a_lot_is_good_through_its_last_day():
    assert not rules.expired(None, TODAY)
    assert not rules.expired(TODAY, TODAY)
    assert rules.expired(date(2026, 11, 23), TODAY)


def test_needs_add_up_recipes_and_extras_by_product():
    recipes = [(1, 10, Decimal("0.5")), (1, 11, Decimal(2)), (2, 10, Decimal(1))]
    uses = rules.wanted(
        recipes, [(1, Decimal(3)), (2, Decimal(1)), (9, Decimal(1))], [(12, Decimal(4)), (10, Decimal(1))]
    )
    needed = rules.needs(uses)
    assert needed == {10: Decimal("3.5"), 11: Decimal(6), 12: Decimal(4)}
    assert list(needed) == [10, 11, 12]


def test_what_rounds_to_nothing_is_not_needed():
    def needed(times):
        return rules.needs(rules.wanted([(1, 10, Decimal("0.001"))], [(1, Decimal(times))], []))

    assert needed("0.001") == {} and needed("0.5") == {10: Decimal("0.001")}


def test_lots_are_taken_in_their_order_and_the_rest_is_missing():
    lots = [{"id": 1, "quantity": Decimal(2)}, {"id": 2, "quantity": Decimal(3)}]
    assert rules.take(lots, Decimal(1)) == ([(lots[0], 1)], 0)
    assert rules.take(lots, Decimal(4)) == ([(lots[0], 2), (lots[1], 2)], 0)
    assert rules.take(lots, Decimal(9)) == ([(lots[0], 2), (lots[1], 3)], 4)
    assert rules.take([], Decimal(9)) == ([], 9)


def test_each_line_is_told_from_which_lot_it_was_served():
    first, second = {"id": 1}, {"id": 2}
    uses = [
        ("TREATMENT", 7, 10, Decimal(2)),
        ("TREATMENT", 8, 10, Decimal(3)),
        ("PRODUCT", 10, 10, Decimal(1)),
    ]
    assert rules.attribute([(first, Decimal(3)), (second, Decimal(3))], uses) == [
        ("TREATMENT", 7, first, 2),
        ("TREATMENT", 8, first, 1),
        ("TREATMENT", 8, second, 2),
        ("PRODUCT", 10, second, 1),
    ]
    # What was missing is missing to the last; what was rounded up is the last's.
    assert rules.attribute([(first, Decimal(4))], uses) == [
        ("TREATMENT", 7, first, 2),
        ("TREATMENT", 8, first, 2),
    ]
    assert rules.attribute([(first, Decimal(7))], uses)[-1] == ("PRODUCT", 10, first, 2)
    assert rules.attribute([(first, Decimal(1))], [("TREATMENT", 7, 10, Decimal(0)), *uses[1:]]) == [
        ("TREATMENT", 8, first, 1)
    ]


def test_half_a_cent_counts_as_one():
    assert rules.money(Decimal("0.125")) == Decimal("0.13")


def test_a_closed_shortage_is_not_closed_again():
    rules.must_be_open({"resolved_at": None})
    with pytest.raises(Conflict):
        rules.must_be_open({"resolved_at": TODAY})


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("1.000", "unidad", "1 unidad"),
        ("2.000", "unidad", "2 unidades"),
        ("1.500", "tubo", "1,5 tubos"),
        ("3.000", "caja x 100", "3 cajas x 100"),
        ("20.000", "ml", "20 ml"),
        ("2.000", "cartón", "2 cartones"),
        ("0.500", "lápiz", "0,5 lápices"),
    ],
)
def test_a_quantity_is_said_with_its_unit(quantity, unit, words):
    assert rules.with_unit(Decimal(quantity), unit) == words
