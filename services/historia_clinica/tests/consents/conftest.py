"""A text of consent, as a patient reads it, and its signature."""

import pytest

API = "/api/historia-clinica"
TEMPLATES = f"{API}/consent-templates"
BODY = "## Qué se va a hacer\nSe retira la pieza a {paciente}, {edad}.\n## Riesgos\nDolor. Le explicó {profesional}."
STROKES = [[[100, 300], [300, 120], [420, 310]], [[500, 200]]]


@pytest.fixture
def template(client, doctor):
    def act(status=201, **changes):
        new = {"name": "Exodoncia", "body": BODY, "treatments": [{"id": 4, "name": "Exodoncia simple"}]}
        answer = client.post(TEMPLATES, json=new | changes, headers=doctor)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def preview(client, doctor):
    def act(patient, template):
        answer = client.get(
            f"{API}/patients/{patient['id']}/consents/preview?template_id={template['id']}&professional_name=Carla Ruiz",
            headers=doctor,
        )
        assert answer.status_code == 200, answer.json
        return answer.json

    return act


@pytest.fixture
def sign(client, doctor, preview):
    def act(patient, template, status=201, who=doctor, **changes):
        new = {
            "template_id": template["id"],
            "professional_name": "Carla Ruiz",
            "decision": "ACCEPTED",
            "text_sha256": preview(patient, template)["text_sha256"],
            "signer": "PATIENT",
            "signer_name": "Ana Pérez",
            "signature": STROKES,
        }
        answer = client.post(
            f"{API}/patients/{patient['id']}/procedure-consents", json=new | changes, headers=who
        )
        assert answer.status_code == status, answer.json
        return answer.json

    return act
