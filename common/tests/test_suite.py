from common.suite import CARRIERS, SERVICES, SUBSCRIBERS, prefix, subscribers_of


def test_only_services_subscribe_and_nobody_to_himself_alone():
    assert {name for names in SUBSCRIBERS.values() for name in names} <= {*SERVICES, *CARRIERS}


def test_everybody_publishes_to_the_log_and_the_log_to_itself():
    assert all("logs" in subscribers_of(service) for service in SERVICES)
    assert "citas" not in subscribers_of("citas")


def test_a_url_has_hyphens():
    assert prefix("historia_clinica") == "historia-clinica"
