"""Phone numbers as people write them, as they are stored and as they are shown."""

import pytest

from common.phone_numbers import check_phone, printed_phone, remembered_phone


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0991234567", "+593991234567"),
        ("099 123 4567", "+593991234567"),
        ("099.123.4567", "+593991234567"),
        ("(099) 123-4567", "+593991234567"),
        ("+593991234567", "+593991234567"),
        ("+593 (0)99 123 4567", "+593991234567"),
        ("593991234567", "+593991234567"),
        ("00593 99 123 4567", "+593991234567"),
        ("\u202a+593 99 123\u00a04567\u202c", "+593991234567"),
        ("099\u2011123\u20114567\u200e", "+593991234567"),
        ("(02) 234-5678", "+59322345678"),
        ("02 234 5678 ext. 12", "+59322345678;ext=12"),
        ("02-234-5678 x12", "+59322345678;ext=12"),
        ("02-234-5678x12", "+59322345678;ext=12"),
        ("022345678 extensión 12", "+59322345678;ext=12"),
        ("022345678 int. 12", "+59322345678;ext=12"),
        ("02 234 5678 #12", "+59322345678;ext=12"),
        ("1800 123456", "+5931800123456"),
        ("+57 300 123 4567", "+573001234567"),
        ("+1 (212) 555-0100", "+12125550100"),
        ("+59322345678;ext=12", "+59322345678;ext=12"),
    ],
)
def test_a_phone_is_read_however_it_is_written(written, stored):
    assert check_phone(written) == stored


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "con cifras"),
        ("llámame", "con cifras"),
        ("0999 PIZZA", "con cifras"),
        ("٠٩٩١٢٣٤٥٦٧", "con cifras"),
        ("+999 123 456", "código de país"),
        ("234 5678", "con provincia"),
        ("09 123 4567", "le falta o le sobra"),
        ("099 123 45678", "le falta o le sobra"),
        ("0991234567 / 0987654321", "suficientes|le sobra"),
        ("1------", "suficientes|le falta"),
        ("+57 300", "ese país"),
    ],
)
def test_what_is_no_phone_says_why(written, reason):
    with pytest.raises(ValueError, match=reason):
        check_phone(written)


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("+593991234567", "099 123 4567"),
        ("+59322345678;ext=12", "02 234 5678 ext. 12"),
        ("+573001234567", "+57 300 1234567"),
        ("12345", "12345"),
        (None, None),
    ],
)
def test_a_phone_is_shown_as_it_is_dialled_here(stored, printed):
    assert printed_phone(stored) == printed


@pytest.mark.parametrize(
    ("written", "kept"), [("099 123 4567", "+593991234567"), ("preguntar", "preguntar"), (None, None)]
)
def test_what_is_remembered_of_another_is_stored_as_a_number_where_it_is_one(written, kept):
    assert remembered_phone(written) == kept
