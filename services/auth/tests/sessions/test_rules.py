import pytest

from auth.sessions import rules


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown:None"),
        ("", "unknown:"),
        ("unknown", "unknown:unknown"),
        ("x" * 500, "unknown:" + "x" * 72),
    ],
)
def test_attempts_are_counted_by_whatever_a_proxy_tells(address, origin):
    assert rules.origin_of(address) == origin


def test_a_known_device_is_counted_wherever_it_is():
    assert rules.origin_of("10.0.0.7", "abc") == rules.origin_of("10.0.0.8", "abc") == "device:abc"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 segundo "), (2, "2 segundos"), (119, "119 segundos"), (121, "3 minutos"), (900, "15 minutos")],
)
def test_a_wait_is_said_in_words(seconds, said):
    problem = rules.must_wait(seconds)
    assert said in str(problem) and problem.retry_after == seconds
