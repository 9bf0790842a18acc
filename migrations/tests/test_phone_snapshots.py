"""Phones that citas and facturacion remembered of patients before they were kept as E.164."""

from contextlib import closing

import psycopg2

from migrations.migrate import migrate
from migrations.tests.conftest import ask

VISIT = """
INSERT INTO citas.appointments (patient_id, patient_name, patient_phone, doctor_id, doctor_name, during, status)
     VALUES (1, 'Ana', %s, %s, 'Luis', '[2025-01-06 15:00+00, 2025-01-06 16:00+00)', 'NO_SHOW')
"""
INVOICE = """
INSERT INTO facturacion.invoices (dated_on, buyer_id_type, buyer_document, buyer_name, buyer_phone, subtotal, discount,
                                  iva, total)
     VALUES ('2025-01-06', '05', '1714307103', 'Ana', %s, 0, 0, 0, 0)
"""
WRITTEN = ["0991234567", "02 234-5678", "+593991234567", "1234", None]
STORED = ["+593991234567", "+59322345678", "+593991234567", "1234", None]


def test_phones_of_before_become_e164_and_what_is_none_stays(new_database):
    url = new_database()
    migrate(url, "0032")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for place, phone in enumerate(WRITTEN):
            cursor.execute(VISIT, (phone, place + 1))
            cursor.execute(INVOICE, (phone,))
    migrate(url)
    assert ask(url, "SELECT patient_phone FROM citas.appointments ORDER BY id") == [(one,) for one in STORED]
    assert ask(url, "SELECT buyer_phone FROM facturacion.invoices ORDER BY id") == [(one,) for one in STORED]
    found = "SELECT count(*) FROM citas.appointments WHERE position('991234567' IN patient_search) > 0"
    assert ask(url, found) == [(2,)]
