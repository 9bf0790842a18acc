"""What every open agenda asks every second and a half: whether anything changed since it last looked. Nothing is missed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime

import psycopg2
import pytest

from citas.appointments.routes import live as routes
from citas.appointments.rules.live import Snapshot, joined, known, news

CHANGES = "/api/citas/changes"


@pytest.fixture
def look(client, reception, apps):
    """Ask, past what this process has just read."""
    apps["citas"].extensions.pop("agenda_changes", None)

    def act(version=None, headers=reception):
        read_again(apps["citas"])
        return client.get(CHANGES, headers=headers | ({"If-None-Match": version} if version else {}))

    return act


def read_again(app):
    """What this process read is too old to be answered from; it knows it still."""
    if "agenda_changes" in app.extensions:
        app.extensions["agenda_changes"] = (float("-inf"), *app.extensions["agenda_changes"][1:])


def test_snapshots_are_compared_as_postgresql_compares_them():
    seen = Snapshot(1, 100, 10, 20, frozenset((12, 15)))
    assert [txid for txid in range(8, 23) if not seen.sees(txid)] == [12, 15, 20, 21, 22]
    assert known(f'"{seen.version}"') == seen and known(f'W/"{seen.version}"') == seen
    assert known('"7"') is None and known("x" * 9000) is None
    later = Snapshot(1, 101, 30, 30, frozenset())
    rows = [{"txid": 11}, {"txid": 12}, {"txid": 25}]
    assert [row["txid"] for row in news(later, rows, seen)] == [12, 25]
    assert news(Snapshot(2, 101, 30, 30, frozenset()), rows, seen) is None
    assert news(Snapshot(1, 2000, 30, 30, frozenset()), rows, seen) is None


def test_what_was_read_before_is_kept_and_what_came_since_is_read():
    """Of a reading in which 12 was open: 11 is known, 12 came since, 7 is older than anybody asks for."""
    before, now = Snapshot(1, 2000, 12, 20, frozenset((12,))), Snapshot(1, 2500, 30, 30, frozenset())
    known = [{"txid": 7, "at": 600}, {"txid": 11, "at": 1900}, {"txid": 15, "at": 1990}]
    since = [{"txid": 12, "at": 1995}, {"txid": 15, "at": 1990}, {"txid": 25, "at": 2400}]
    assert [row["txid"] for row in joined(known, since, before, now)] == [11, 12, 15, 25]


def test_without_a_version_it_is_told_and_with_a_strange_one_all_is_read_again(look, login):
    first = look()
    assert (first.status_code, first.json) == (200, {"whole": False, "spans": []})
    assert first.headers["ETag"] and look(first.headers["ETag"]).status_code in (200, 304)
    assert look('"7"').json["whole"] is True
    assert look(headers=login("patients:read")).status_code == 403


def seen_by(committed, headers, version=None):
    read_again(committed["citas"])
    return (
        committed["citas"]
        .test_client()
        .get(CHANGES, headers=headers | ({"If-None-Match": version} if version else {}))
    )


@pytest.fixture
def desk(login):
    return login("appointments:read", "appointments:write", "patients:read", "schedules:write", id="31")


def test_nothing_changed_is_304_and_a_booking_says_where(committed, busy_clinic, desk):
    doctor, patient = busy_clinic.doctor(), busy_clinic.patient()
    version = seen_by(committed, desk).headers["ETag"]
    assert seen_by(committed, desk, version).status_code == 304
    body = {"doctor_id": doctor, "patient_id": patient,
            "start_time": "2097-05-06T10:00:00-05:00", "end_time": "2097-05-06T10:30:00-05:00"}  # fmt: skip
    visit = committed["citas"].test_client().post("/api/citas/appointments", json=body, headers=desk).json
    told = seen_by(committed, desk, version)
    spans = [(row["start_time"], row["end_time"]) for row in told.json["spans"]]
    assert ("2097-05-06T15:00:00Z", "2097-05-06T15:30:00Z") in spans and not told.json["whole"]
    version = told.headers["ETag"]
    assert seen_by(committed, desk, version).status_code == 304
    moved = {"start_time": "2097-05-07T10:00:00-05:00"}
    committed["citas"].test_client().patch(
        f"/api/citas/appointments/{visit['id']}",
        json=moved,
        headers=desk | {"If-Match": f'"{visit["version"]}"'},
    )
    starts = {row["start_time"] for row in seen_by(committed, desk, version).json["spans"]}
    assert {"2097-05-06T15:00:00Z", "2097-05-07T15:00:00Z"} <= starts
    version = seen_by(committed, desk).headers["ETag"]
    committed["citas"].test_client().post(
        "/api/citas/rooms", json={"name": f"Sala {visit['id']}"}, headers=desk
    )
    assert seen_by(committed, desk, version).json["whole"] is True


def test_no_change_is_missed_however_many_write_at_once(committed, committed_suite, busy_clinic, desk):
    """Pages that look all the time, while slow and quick transactions overlap: each hears of every one of them."""
    database = committed_suite[2]["citas"]
    written = [datetime.fromisoformat(f"2096-01-{day:02}T10:00:00+00:00") for day in range(1, 29)]

    def write(n):
        with database.transaction() as tx:
            tx.run(
                "SELECT citas.note_change(ARRAY[tstzrange(%(at)s, %(at)s::timestamptz + interval '1 hour')])",
                at=written[n],
            )
            tx.run("SELECT pg_sleep(%(seconds)s)", seconds=0.02 * (n % 7))

    heard = set()
    version = seen_by(committed, desk).headers["ETag"]
    with ThreadPoolExecutor(8) as pool:
        writing = [pool.submit(write, n) for n in range(len(written))]
        over = False
        while True:
            answer = seen_by(committed, desk, version)
            if answer.status_code == 200:
                assert not answer.json["whole"]
                version = answer.headers["ETag"]
                heard |= {datetime.fromisoformat(row["start_time"]) for row in answer.json["spans"]}
            if over:
                break
            over = all(done.done() for done in writing)
    assert set(written) <= heard


def test_after_the_server_started_anew_all_is_read(committed, busy_clinic, desk):
    version = seen_by(committed, desk).headers["ETag"]
    kept = committed["citas"].extensions["agenda_changes"]
    older = Snapshot(kept[1].boot - 1, kept[1].taken, 10**9, 10**9, frozenset())
    committed["citas"].extensions["agenda_changes"] = (float("-inf"), older, [])
    assert seen_by(committed, desk, version).status_code == 304
    read = committed["citas"].extensions["agenda_changes"][2]
    assert [row["txid"] for row in read] == [row["txid"] for row in kept[2]]


def test_after_the_crash_of_a_process_of_the_server_all_may_have_changed(
    committed, busy_clinic, desk, servers
):
    """The server goes on under its start, and has emptied the table of changes; its figures too, which is what tells."""
    version = seen_by(committed, desk).headers["ETag"]
    with closing(psycopg2.connect(servers[0])) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT pg_stat_reset_shared('bgwriter')")
    assert seen_by(committed, desk, version).json["whole"] is True


def test_a_process_reads_the_database_for_all_its_pages_four_times_a_second(
    client, reception, monkeypatch, apps
):
    apps["citas"].extensions.pop("agenda_changes", None)
    reads = []
    read = routes.read
    monkeypatch.setattr(routes, "read", lambda *before: reads.append(1) or read(*before))
    now = 1000.0
    monkeypatch.setattr(routes.time, "monotonic", lambda: now)
    for _ in range(20):
        client.get(CHANGES, headers=reception)
    assert len(reads) == 1
    now += 1.01 * routes.KEPT_SECONDS
    client.get(CHANGES, headers=reception)
    assert len(reads) == 2
