from datetime import date

import pytest

from common.problems import Invalid
from historia_clinica import rules


def test_today_is_not_the_future():
    today = date(2026, 1, 31)
    rules.must_not_be_future("birth_date", None, today)
    rules.must_not_be_future("birth_date", today, today)
    with pytest.raises(Invalid, match="futura"):
        rules.must_not_be_future("birth_date", date(2026, 2, 1), today)


def test_only_what_differs_is_a_change():
    assert rules.changed({"a": 1, "b": None}, {"a": 1, "b": 2}) == {"b": 2}
