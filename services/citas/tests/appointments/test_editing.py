"""Two people who change the same visit see each other, and nobody else."""

URL = "/api/citas/appointments"


def test_whoever_changes_a_visit_is_seen_by_the_others_until_they_leave(
    client, login, reception, override, book
):
    path = f"{URL}/{book()['id']}/editing"
    looks = login("appointments:read", id="77")
    assert client.post(path, headers=reception).json == {"data": []}
    assert [row["name"] for row in client.post(path, headers=override).json["data"]] == ["Rosa Mora"]
    assert [row["name"] for row in client.get(path, headers=looks).json["data"]] == [
        "Dr. Luis Vera",
        "Rosa Mora",
    ]
    assert client.delete(path, headers=reception).status_code == 204
    assert [row["name"] for row in client.get(path, headers=reception).json["data"]] == ["Dr. Luis Vera"]
    assert client.post(path, headers=looks).status_code == 403


def test_whoever_went_without_a_word_is_seen_no_more_after_some_seconds(
    client, reception, override, book, database_of
):
    path = f"{URL}/{book()['id']}/editing"
    client.post(path, headers=reception)
    with database_of("citas").transaction() as tx:
        tx.run("UPDATE citas.editing SET seen_at = clock_timestamp() - interval '26 seconds'")
    assert client.get(path, headers=override).json["data"] == []
    client.post(path, headers=reception)
    assert len(client.get(path, headers=override).json["data"]) == 1


def test_nobody_changes_what_does_not_exist(client, reception):
    assert client.post(f"{URL}/999999/editing", headers=reception).status_code == 404
