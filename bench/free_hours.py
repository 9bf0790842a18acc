"""How long the search of a free hour takes in a clinic of 1,000,000 appointments. Exits with 1 where a median passes 100 ms.

    .clinica/venv/bin/python -m bench.free_hours [--server postgresql://…] [--appointments 1000000]

The agenda answers in this process, without Redis, to whoever asks over HTTP; who attends, which auth knows, is at hand, as a
service keeps it. What counts is the processor time of this process and of PostgreSQL's together, which a machine that does
something else meanwhile does not lengthen, as it does the time by the clock: on a quiet one they are about the same.
"""

import argparse
import os
import re
import statistics
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from psycopg2 import extensions

from bench.scale import application, server, without_indexes
from common.store.pool import wait
from tests import template

LONGEST, TIMES, DOCTORS = 0.1, 9, 20
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--server", help="the superuser's URL of a PostgreSQL that runs already, where the data stays"
    )
    parser.add_argument("--appointments", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with server(chosen.server) as url:
        return report(measured(filled(url, chosen.appointments)))


def filled(server, appointments):
    """The URL of a database with so many appointments, made unless it is there."""
    name = f"free_hours_{appointments}"
    with template.administering(server) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        there = cursor.fetchone()
    if not there:
        made = template.copy(server)
        sql = re.sub(
            r"(?<!:):appointments\b",
            f"{appointments}::bigint",
            Path(__file__).with_suffix(".sql").read_text(),
        )
        # The services' bound on what they wait for would end this long before it is done.
        extensions.set_wait_callback(None)
        with template.administering(made) as cursor:
            with without_indexes(cursor):
                cursor.execute(sql)
            cursor.execute("VACUUM ANALYZE")
        extensions.set_wait_callback(wait)
        with template.administering(server) as cursor:
            cursor.execute(f"ALTER DATABASE {urlsplit(made).path.strip('/')} RENAME TO {name}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def searches():
    """{what a person calls it: the path}; from tomorrow on, when nothing is over yet."""
    tomorrow = date.today() + timedelta(days=1)

    def free(days, **more):
        asked = {"minutes": 40, "from": tomorrow, "to": tomorrow + timedelta(days=days - 1)} | more
        return "/appointments/free-slots?" + "&".join(f"{name}={value}" for name, value in asked.items())

    return {
        "first free of each of 20 professionals": "/appointments/next-free?minutes=40",
        "a day, anyone": free(1),
        "a week, anyone, the best marked": free(7),
        "a week, afternoons, one professional and patient": free(
            7, part="AFTERNOON", doctor_ids=3, patient_id=777
        ),
        "a week, anyone, equipment and a room of its kind": free(7, treatment_ids=1, patient_id=777),
        "a month, anyone": free(31),
        "a month, anyone, equipment and a room of its kind": free(31, treatment_ids=1, patient_id=777),
        "what is taken, and the next three free hours": (
            f"/appointments/check-availability?doctor_id=3&patient_id=777&room_id=3"
            f"&start_time={tomorrow}T09:00:00-05:00&end_time={tomorrow}T09:40:00-05:00"
        ),
    }


def measured(url):
    """(what, answer, median seconds by the clock, median seconds of this process, of PostgreSQL) of each search."""
    from citas.schedules import neighbours

    neighbours.practitioners = lambda: {id: f"Doctor {id}" for id in range(1, DOCTORS + 1)}
    app = application(url, "citas")
    with app.database.session() as db:
        backend = db.value("SELECT pg_backend_pid()")
    for what, path in searches().items():
        answer = app.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code} {answer.get_data(as_text=True)}")
        runs = [timed(app, path, backend) for _ in range(TIMES)]
        yield what, answer.get_json(), *map(statistics.median, zip(*runs, strict=True))
    app.database.pool.close()


def timed(app, path, backend):
    began = time.perf_counter(), time.process_time(), processor_time(backend)
    app.get(path)
    ended = time.perf_counter(), time.process_time(), processor_time(backend)
    return tuple(after - before for before, after in zip(began, ended, strict=True))


def processor_time(pid):
    """Seconds that a process of this machine has run; 0 of one that is elsewhere."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def report(rows):
    late = []
    for what, answer, clock, python, database in rows:
        found = answer.get("total", len(answer.get("data", answer.get("next_slots", ()))))
        print(
            f"{clock * 1000:7.1f} ms, processor {python * 1000:6.1f} + {database * 1000:5.1f} ms  {what} ({found} found)"
        )
        if python + database > LONGEST:
            late.append(what)
    print(f"longer than {LONGEST * 1000:.0f} ms: {', '.join(late) or 'none'}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
