"""FHIR R4 as others read it: every answer is held against the models of the standard."""

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.patient import Patient

API = "/api/historia-clinica"
FHIR = f"{API}/fhir"
TOOTH = "urn:iso:std:iso:3950"
FINDINGS = [
    {"tooth": 26, "kind": "CARIES", "state": "TODO", "faces": ["M", "O"], "remark": "Profunda"},
    {"tooth": 11, "kind": "FRACTURE", "state": "TODO"},
    {"tooth": 41, "kind": "MOBILITY", "state": "TODO", "value": 2},
    {"tooth": 14, "to_tooth": 16, "kind": "BRIDGE", "state": "DONE", "pillars": [14, 16]},
    {"tooth": 38, "kind": "ABSENT_OTHER", "state": "DONE"},
]


@pytest.fixture
def reader(login):
    return login("patients:read", "records:read", id="90", name="Integración", client=True)


@pytest.fixture
def dentist(login):
    permissions = (
        "patients:read",
        "records:read",
        "records:write",
        "records:sign",
        "records:cosign",
        "plans:read",
        "plans:accept",
    )
    return login(*permissions, id="3", name="Carla Ruiz", role="Médico")


@pytest.fixture
def read(client, reader):
    """A Bundle's resources and the address of its next page, each held against the standard."""

    def act(path, status=200):
        answer = client.get(path if path.startswith("http") else f"{FHIR}{path}", headers=reader)
        assert answer.status_code == status, answer.data
        if status != 200:
            return answer.json
        assert answer.mimetype == "application/fhir+json"
        Bundle.model_validate(answer.json)
        links = {link["relation"]: link["url"] for link in answer.json["link"]}
        return [entry["resource"] for entry in answer.json.get("entry", [])], links.get("next")

    return act


@pytest.fixture
def charted(client, dentist, patient):
    """The patient, with a signed chart."""
    chart = client.post(f"{API}/patients/{patient['id']}/odontograms", json={}, headers=dentist).json
    put = f"{API}/odontograms/{chart['id']}/findings"
    chart = client.put(
        put, json={"findings": FINDINGS}, headers=dentist | {"If-Match": f'"{chart["version"]}"'}
    )
    assert chart.status_code == 200, chart.json
    sign = f"{API}/odontograms/{chart.json['id']}/sign"
    signed = client.post(sign, headers=dentist | {"If-Match": f'"{chart.json["version"]}"'})
    assert signed.status_code == 200, signed.json
    return patient


def sites(resource):
    listed = resource["bodySite"] if isinstance(resource["bodySite"], list) else [resource["bodySite"]]
    return [
        coding["code"] for site in listed for coding in site.get("coding", []) if coding["system"] == TOOTH
    ]


def test_the_capability_statement_says_what_may_be_asked(client, reader):
    answer = client.get(f"{FHIR}/metadata", headers=reader)
    told = CapabilityStatement.model_validate(answer.json)
    assert told.fhirVersion == "4.0.1"
    assert {one.type for one in told.rest[0].resource} == {"Patient", "Condition", "Observation", "Procedure"}


def test_a_patient_is_read_and_found_by_their_document(client, reader, read, patient, told):
    answer = client.get(f"{FHIR}/Patient/{patient['id']}", headers=reader)
    shown = Patient.model_validate(answer.json)
    assert shown.name[0].text == patient["full_name"]
    assert told("record.viewed")[-1]["data"]["summary"].startswith("Vio los datos por FHIR de")
    (found,), _ = read(f"/Patient?identifier=urn:omniclinica:document:cedula|{patient['document_number']}")
    assert found["id"] == str(patient["id"])
    assert read("/Patient?identifier=0000000000") == ([], None)
    assert client.get(f"{FHIR}/Patient/999999", headers=reader).status_code == 404


def test_what_is_to_be_treated_is_a_condition_at_its_tooth_and_faces(read, charted):
    conditions, _ = read(f"/Condition?patient={charted['id']}")
    assert [(one["code"]["text"], sites(one)) for one in conditions] == [
        ("Caries", ["26"]),
        ("Fractura", ["11"]),
    ]
    surfaces = [coding["code"] for site in conditions[0]["bodySite"][1:] for coding in site["coding"]]
    assert surfaces == ["M", "O"]
    assert conditions[0]["note"] == [{"text": "Profunda"}]


def test_the_rest_of_the_chart_is_observations(read, charted):
    observations, _ = read(f"/Observation?patient={charted['id']}")
    assert [(one["code"]["text"], sites(one)) for one in observations] == [
        ("Movilidad", ["41"]), ("Puente fijo", ["16"]), ("Ausente por otra causa", ["38"]),
    ]  # fmt: skip
    assert observations[0]["valueQuantity"]["value"] == 2
    assert observations[1]["bodySite"]["text"] == "Pieza 16, Pieza 15, Pieza 14"


def test_a_draft_is_nobody_elses(read, client, dentist, patient):
    chart = client.post(f"{API}/patients/{patient['id']}/odontograms", json={}, headers=dentist).json
    put = f"{API}/odontograms/{chart['id']}/findings"
    client.put(put, json={"findings": FINDINGS}, headers=dentist | {"If-Match": f'"{chart["version"]}"'})
    assert read(f"/Condition?patient={patient['id']}") == ([], None)


def test_pages_follow_each_other_without_a_gap(read, charted):
    first, following = read(f"/Observation?patient={charted['id']}&_count=2")
    second, end = read(following)
    assert [one["code"]["text"] for one in first + second] == [
        "Movilidad",
        "Puente fijo",
        "Ausente por otra causa",
    ]
    assert end is None


def test_a_done_session_of_a_plan_is_a_procedure(read, client, dentist, apps, login, patient):
    catalogue = login("treatments:read", "treatments:write", id="900")
    new = {"code": "OPE-01", "name": "Resina compuesta", "category": "Operatoria", "price": "45.00"}
    new |= {"duration_minutes": 40, "iva_code": "0"}
    inventory = apps["inventario"].test_client()
    treatment = inventory.post("/api/inventario/treatments", json=new, headers=catalogue).json
    dentist = dentist | login(
        "patients:read",
        "records:read",
        "records:write",
        "plans:read",
        "plans:accept",
        "treatments:read",
        id="3",
    )
    plan = client.post(f"{API}/patients/{patient['id']}/treatment-plans", json={}, headers=dentist).json
    item = {"treatment_id": treatment["id"], "tooth": 11, "faces": ["O"], "sessions": 2}
    plan = client.post(f"{API}/treatment-plans/{plan['id']}/items", json=item, headers=dentist).json
    id = plan["items"][0]["id"]
    signed = {"items": [id], "signer_name": "Ana Pérez", "signature": [[[1, 1], [2, 2]]]}
    for path, body in (
        (f"treatment-plans/{plan['id']}/acceptances", signed),
        (f"plan-items/{id}/sessions", {}),
    ):
        current = dentist | {"If-Match": f'"{plan["version"]}"'}
        answer = client.post(f"{API}/{path}", json=body, headers=current)
        assert answer.status_code == 201, answer.json
        plan = answer.json
    (procedure,), _ = read(f"/Procedure?patient={patient['id']}")
    assert (procedure["status"], procedure["code"]["text"], sites(procedure)) == (
        "completed", "Resina compuesta", ["11"],
    )  # fmt: skip
    assert procedure["bodySite"][1]["coding"][0]["code"] == "I"
    assert procedure["note"] == [{"text": "Una de 2 sesiones"}]


@pytest.mark.parametrize("type", ["Condition", "Observation", "Procedure"])
def test_who_may_not(client, login, read, type):
    stranger = login("patients:read", id="91")
    assert client.get(f"{FHIR}/{type}?patient=1", headers=stranger).status_code == 403
    assert client.get(f"{FHIR}/{type}?patient=1").status_code == 401
    read(f"/{type}?patient=999999", status=404)
    read(f"/{type}", status=422)
