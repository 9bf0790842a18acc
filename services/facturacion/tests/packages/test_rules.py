from datetime import date
from decimal import Decimal

import pytest

from common.problems import Conflict, Invalid
from facturacion.packages import rules


def item(sessions=3, amount="100.00", used=(), id=1):
    return {"id": id, "sessions": sessions, "amount": Decimal(amount), "used": list(used)}


@pytest.mark.parametrize(("sessions", "amount"), [(3, "100.00"), (7, "0.05"), (200, "1249.95"), (4, "0.00")])
def test_sessions_come_to_their_amount(sessions, amount):
    one = item(sessions, amount)
    values = [rules.value_of(one, number) for number in range(1, sessions + 1)]
    assert sum(values) == Decimal(amount) and all(value >= 0 for value in values)


def test_the_price_is_shared_by_what_sessions_cost_apart():
    items = [{"sessions": 2, "list_price": Decimal(30)}, {"sessions": 1, "list_price": Decimal(60)}]
    assert rules.parts_of(Decimal("99.99"), items) == [Decimal("50.00"), Decimal("49.99")]
    free = [{"sessions": 2, "list_price": Decimal(0)}, {"sessions": 1, "list_price": Decimal(0)}]
    assert rules.parts_of(Decimal("90"), free) == [Decimal("60.00"), Decimal("30.00")]


def test_ones_own_is_used_first_and_what_expires_first():
    def held(id, patient_id, expires_on, used=()):
        return {
            "id": id,
            "patient_id": patient_id,
            "expires_on": expires_on,
            "sessions": 2,
            "used": list(used),
        }

    packages = [
        held(1, 9, date(2026, 1, 1)),
        held(2, 5, None),
        held(3, 5, date(2026, 6, 1), used=[1]),
    ]
    chosen = rules.taken(packages, 5, 4)
    assert [(package["id"], numbers) for package, numbers in chosen] == [(3, [2]), (2, [1, 2]), (1, [1])]


def test_the_last_sessions_go_back_first():
    pieces = rules.refunded([item(5, used=[1, 3])], {1: 2})
    assert [number for _, number in pieces] == [4, 5]
    with pytest.raises(Invalid):
        rules.refunded([item(5, used=[1, 3])], {1: 4})
    with pytest.raises(Invalid):
        rules.refunded([item()], {2: 1})
    with pytest.raises(Conflict):
        rules.refunded([item(2, used=[1, 2])], None)
