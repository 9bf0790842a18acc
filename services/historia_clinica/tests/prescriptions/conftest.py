import pytest

API = "/api/historia-clinica"


@pytest.fixture
def prescribe(client, doctor, patient, practitioner):
    def act(*medicines, headers=doctor, **changes):
        items = [
            (
                item
                if isinstance(item, dict)
                else {
                    "medicine_id": item,
                    "dose": "1 tableta",
                    "route": "oral",
                    "frequency": "cada 8 horas",
                    "days": 3,
                    "quantity": 9,
                }
            )
            for item in medicines
        ]
        new = {"diagnoses": [{"code": "k047", "description": "Absceso periapical"}], "items": items}
        url = f"{API}/patients/{patient['id']}/prescriptions"
        return client.post(url, json=new | changes, headers=headers)

    return act
