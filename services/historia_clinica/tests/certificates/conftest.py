import pytest

API = "/api/historia-clinica"
SAID = {
    "attended_on": "2026-01-20",
    "attended_from": "10:00",
    "attended_until": "10:45",
    "reason": "Cuadro agudo en el sector posterior",
    "diagnoses": [{"code": "k047", "description": "Absceso periapical sin fístula"}],
    "show_diagnosis": True,
    "rest": "DAYS",
    "rest_from": "2026-01-20",
    "rest_until": "2026-01-21",
    "rest_kind": "ABSOLUTE",
    "contingency": "ILLNESS",
    "advice": "Puede reintegrarse el 22 de enero, si no hay fiebre.",
}
NO_REST = dict.fromkeys(("rest_hours", "rest_from", "rest_until", "rest_kind", "contingency")) | {
    "rest": "NONE"
}


@pytest.fixture
def certify(client, doctor, patient, practitioner):
    def act(headers=doctor, **changes):
        url = f"{API}/patients/{patient['id']}/certificates"
        return client.post(url, json=SAID | changes, headers=headers)

    return act
