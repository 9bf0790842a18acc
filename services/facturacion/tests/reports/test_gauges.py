"""What /metrics counts of the till."""


def test_what_was_issued_and_paid_today_is_counted(client, login, draft, issued, pay):
    def read():
        return client.get("/metrics", headers=login("metrics:read")).text.splitlines()

    assert "clinic_invoices_issued_today 0.0" in read() and "clinic_receivable_usd 0.0" in read()
    draft()
    assert pay(issued()["id"], "15.00").status_code == 201
    text = read()
    assert "clinic_invoices_issued_today 1.0" in text and "clinic_invoiced_today_usd 40.0" in text
    assert "clinic_invoice_drafts 1.0" in text and "clinic_receivable_usd 25.0" in text
    assert 'clinic_payments_today{method="CASH"} 1.0' in text
    assert 'clinic_collected_today_usd{method="CASH"} 15.0' in text
