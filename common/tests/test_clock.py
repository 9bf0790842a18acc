from datetime import UTC, datetime, timedelta

from common.clock import clinic_today, clinic_zone


def test_today_is_the_clinics_day(make_app):
    with make_app().app_context():
        assert str(clinic_zone()) == "America/Guayaquil"
        assert clinic_today() == (datetime.now(UTC) - timedelta(hours=5)).date()
