"""What was measured, seen or done in somebody is of their life: a slip in the year is said at its field."""

import pytest

API = "/api/historia-clinica/patients"
WHEN = "2019-12-31T23:00:00-05:00"


@pytest.mark.parametrize(
    ("noun", "field", "said"),
    [
        ("vital-signs", "taken_at", {"pulse": 70}),
        ("oral-health", "taken_at", {"fluorosis": "NONE"}),
        ("orthodontic-controls", "controlled_at", {"remark": "Se cambió el arco"}),
    ],
)
def test_nothing_is_of_before_they_were_born(client, doctor, register, noun, field, said):
    born = {day: register(birth_date=day)["id"] for day in ("2019-12-31", "2020-01-01")}
    first, second = (
        client.post(f"{API}/{id}/{noun}", json=said | {field: WHEN}, headers=doctor) for id in born.values()
    )
    assert first.status_code == 201, first.json
    assert second.status_code == 422 and second.json["errors"] == [
        {"field": field, "message": "Es de antes de que el paciente naciera: revise el año."}
    ]
