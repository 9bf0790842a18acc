"""What /metrics counts of the store room."""


def test_what_runs_out_and_what_expires_is_counted(client, login, new_product, buy):
    buy(new_product(minimum_stock="1"), "2", expires_in=10)
    buy(new_product(minimum_stock="5"), "2", expires_in=40)
    text = client.get("/metrics", headers=login("metrics:read")).text.splitlines()
    assert "clinic_products_low_stock 1.0" in text and "clinic_lots_expiring 1.0" in text
    assert "clinic_shortages_open 0.0" in text
