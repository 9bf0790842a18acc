"""The list of problems: conditions with their code of the CIE-10, fed from diagnoses."""

API = "/api/historia-clinica"
PROBLEM = {"category": "CONDITION", "description": "Periodontitis crónica", "cie10_code": "k053"}


def test_a_diagnosis_becomes_a_problem_once_and_again_after_it_was_resolved(client, doctor, patient):
    url = f"{API}/patients/{patient['id']}/medical-history"
    made = client.post(url, json=PROBLEM, headers=doctor)
    assert (made.status_code, made.json["cie10_code"]) == (201, "K05.3")
    again = client.post(url, json=PROBLEM, headers=doctor)
    assert (again.status_code, "K05.3" in again.json["detail"]) == (409, True)
    one = f"{API}/medical-history/{made.json['id']}"
    client.patch(one, json={"active": False}, headers=doctor | {"If-Match": '"1"'})
    assert client.post(url, json=PROBLEM, headers=doctor).status_code == 201


def test_only_a_condition_has_a_code(client, doctor, patient, refused):
    url = f"{API}/patients/{patient['id']}/medical-history"
    answer = client.post(url, json=PROBLEM | {"category": "SURGERY"}, headers=doctor)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "cie10_code")
    id = client.post(url, json=PROBLEM, headers=doctor).json["id"]
    moved = client.patch(
        f"{API}/medical-history/{id}", json={"category": "OTHER"}, headers=doctor | {"If-Match": '"1"'}
    )
    assert (moved.status_code, moved.json["cie10_code"]) == (200, None)
    sql = "UPDATE historia_clinica.medical_history SET cie10_code = 'K05.3' WHERE id = %(id)s"
    assert refused(sql, id=id) == "medical_history_cie10_code"
