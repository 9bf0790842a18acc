"""The letter that offers a freed hour: what it says, and when none is written."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from citas.waitlist import letters

SETTINGS = SimpleNamespace(clinic_timezone=ZoneInfo("America/Guayaquil"))


@pytest.fixture
def made_links(monkeypatch):
    made = []

    class Fake:
        def __init__(self, settings, service):
            assert service == "citas"

        def make(self, scope, about, seconds, base):
            made.append((scope, about, seconds))
            return SimpleNamespace(url=f"{base}espera/#abc")

    monkeypatch.setattr(letters, "Links", Fake)
    return made


def test_who_wants_no_messages_any_more_gets_none(wait, freed, offer, database_of, made_links, unwanted):
    (one,) = offer(freed(), wait())
    about = {"offer_id": one["id"], "to": "ana@example.com", "base": "https://clinica.example/"}
    unwanted(one["patient"]["id"])
    assert letters.offer(SETTINGS, database_of("citas"), about) is None


def test_it_names_the_hour_and_its_link_and_no_treatment(
    client, reception, wait, freed, offer, database_of, made_links
):
    (one,) = offer(freed(), wait())
    about = {"offer_id": one["id"], "to": "ana@example.com", "base": "https://clinica.example/"}
    letter = letters.offer(SETTINGS, database_of("citas"), about)
    assert (
        letter.to == "ana@example.com"
        and letter.subject == "Se liberó una hora: lunes 05/01/2099 a las 10:00"
    )
    assert "https://clinica.example/espera/#abc" in letter.text and "Limpieza" not in letter.text
    ((scope, number, seconds),) = made_links
    left = (datetime.fromisoformat(one["expires_at"]) - datetime.now(UTC)).total_seconds()
    assert (scope, number) == ("waitlist:accept", one["id"]) and 0 < seconds <= left + 5
    client.post(f"/api/citas/waitlist/offers/{one['id']}/withdraw", headers=reception)
    assert letters.offer(SETTINGS, database_of("citas"), about) is None
