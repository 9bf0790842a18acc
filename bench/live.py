"""Fifty open screens while visits are booked and moved: what they ask and cost, and how late a change is on them.

    .clinica/venv/bin/python -m bench.live [--screens 50] [--minutes 3] [--every 2]

The suite must run, with `./clinica demo` loaded; it is left with some cancelled appointments more, in a week far ahead. A
screen asks what the interface's does (`entities/appointment/use-changes.ts`): what changed, a second and a half after the last answer;
its days and the held hours again when a change concerns them, or every thirty seconds. Each is somebody else, so the limit
of requests holds as it is. Somebody books, moves, confirms and cancels all the while, and every act is looked for on every
screen whose days it touches. It ends with 1 where one is missing or came later than three seconds after it was sent, where
a screen is not the database's truth in the end, where a request failed, or where the screens cost more than MOST_PERCENT.
"""

import argparse
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from itertools import cycle

from bench.rush import percentile
from bench.write_cost import READER, Clinic, drain, spent
from common.messages.client import new_session
from tools import settings as settings_module
from tools.demo.session import open_suite
from tools.suite import tokens
from tools.suite.supervise import Supervisor

PAUSE, REREAD, TIMEOUT = 1.5, 30.0, 10
LATEST_SECONDS, MOST_PERCENT = 3.0, 20
# The days are drawn from Tuesday to Friday, when everybody of the demo attends; one screen in five shows them all.
DAYS, WEEKS_EVERY = 4, 5
IDLE_SECONDS, QUIET_SECONDS, MINUTES = 10, 30, 25
READS = ("appointments:read",)


class Screen(threading.Thread):
    """An open agenda. `reads` is what it showed and since when: {id: version} of its days."""

    def __init__(self, number, settings, days, enough):
        super().__init__(daemon=True)
        self.days, self.enough, self.version = days, enough, None
        self.reads, self.asked, self.failed = [], Counter(), Counter()
        self.http, self.address = new_session(), settings.address
        # Somebody of their own, whom no service has ever seen: identity is in the token.
        token = tokens.sign(settings, (f"pantalla-{number}", f"Pantalla {number}", "Recepción"), READS)
        self.headers = {"Authorization": f"Bearer {token}"}
        self.offset = number * PAUSE / 50

    def run(self):
        self.enough.wait(self.offset)  # nobody opens their browsers all at once
        self.read()
        while not self.enough.wait(PAUSE):
            self.look()

    def look(self):
        known = {"If-None-Match": self.version} if self.version else {}
        answer = self.ask("changes", headers=known)
        if answer is not None and answer.status_code == 200:
            self.version = answer.headers["ETag"]
            if self.concerned(answer.json()):
                return self.read()
        if time.monotonic() - self.reads[-1][0] > REREAD:
            self.read()

    def concerned(self, changes):
        since, until = self.days
        return changes["whole"] or any(
            datetime.fromisoformat(span["start_time"]) < until
            and datetime.fromisoformat(span["end_time"]) > since
            for span in changes["spans"]
        )

    def read(self):
        since, until = (moment.isoformat() for moment in self.days)
        answer = self.ask("appointments", {"from": since, "to": until, "limit": 1000})
        if answer is not None:
            rows = {row["id"]: row["version"] for row in answer.json()["data"]}
            self.reads.append((time.monotonic(), rows))
        self.ask("holds", {"from": since, "to": until})

    def ask(self, what, params=None, headers=None):
        self.asked[what] += 1
        try:
            answer = self.http.get(
                f"{self.address}/api/citas/{what}",
                params=params,
                headers=self.headers | (headers or {}),
                timeout=TIMEOUT,
            )
            if answer.status_code in (200, 304):
                return answer
            self.failed[f"{what}: {answer.status_code}"] += 1
        except OSError as error:
            self.failed[f"{what}: {type(error).__name__}"] += 1
        return None

    def shows(self, start_time):
        return self.days[0] <= start_time < self.days[1]


class Reception:
    """Who books, moves, confirms and cancels. `acts` are (when it was sent, id, version, where from, where to)."""

    def __init__(self, suite):
        self.clinic = Clinic(suite)
        self.suite, self.acts, self.visits = suite, [], {}
        self.days = self.week()
        self.free = [
            (doctor, day + timedelta(hours=9, minutes=MINUTES * n))
            for n in range(3 * 60 // MINUTES)
            for day in self.days
            for doctor in self.clinic.doctors
        ]
        self.patients = list(self.clinic.patients)
        self.kinds = cycle((self.book, self.move, self.book, self.confirm, self.move, self.cancel))

    def week(self):
        """The first Tuesday to Friday of which no day is a holiday, as midnights of the clinic."""
        day = self.clinic.last_start.replace(hour=0, minute=0)
        while True:
            day += timedelta(days=1)
            days = [day + timedelta(days=n) for n in range(DAYS)]
            if all(self.clinic.attends(each.replace(hour=9)) for each in days):
                return days

    def work(self, until, every):
        while time.monotonic() < until:
            began = time.monotonic()
            next(self.kinds)()
            time.sleep(max(0, began + every - time.monotonic()))

    def book(self):
        (doctor, start), patient = self.free.pop(0), self.patients.pop(0)
        body = {
            "patient_id": patient, "doctor_id": doctor, "start_time": start.isoformat(),
            "end_time": (start + timedelta(minutes=MINUTES)).isoformat(),
        }  # fmt: skip
        began = time.monotonic()
        made = self.suite.post("citas/appointments", body, READER)
        self.clinic.booked.append(made["id"])
        self.note(began, made, None, start, (doctor, start))

    def move(self):
        """To another hour, mostly of another day: two kinds of screens are concerned, those it leaves and those it enters."""
        id, (version, place) = self.rested()
        doctor, start = self.free.pop(len(self.free) // 2)
        body = {"doctor_id": doctor, "start_time": start.isoformat()}
        began = time.monotonic()
        moved = self.suite.patch(f"citas/appointments/{id}", body, READER, version=version)
        self.free.append(place)
        self.note(began, moved, place[1], start, (doctor, start))

    def confirm(self):
        """Or back, so that there is always one to be confirmed."""
        id, (_, place) = self.rested()
        began = time.monotonic()
        row = self.suite.get(f"citas/appointments/{id}", READER)
        back = row["status"] == "CONFIRMED"
        body = {"status": "PENDING", "reason": "Medición"} if back else {"status": "CONFIRMED"}
        began = time.monotonic()
        self.note(began, self.step(id, body), place[1], place[1], place)

    def cancel(self):
        id, (_, place) = self.rested()
        began = time.monotonic()
        gone = self.step(id, {"status": "CANCELLED", "reason": "Medición"})
        self.clinic.booked.remove(id)
        self.note(began, gone, place[1], place[1], place)
        del self.visits[id]
        self.free.append(place)
        self.patients.append(gone["patient"]["id"])

    def step(self, id, body):
        return self.suite.patch(f"citas/appointments/{id}/status", body, READER)

    def rested(self):
        """Whom nobody touched for longest, so that each act is seen before the next."""
        id = next(iter(self.visits))
        return id, self.visits.pop(id)

    def note(self, began, row, before, after, place):
        self.visits[row["id"]] = row["version"], place
        self.acts.append((began, row["id"], row["version"], before, after))


def seconds_to(screen, act):
    """Until the screen showed it, or no longer shows what left its days; None where it is none of its own, inf for never."""
    began, id, version, before, after = act
    stays = screen.shows(after)
    if not stays and not (before and screen.shows(before)):
        return None
    for moment, rows in screen.reads:
        if moment > began and (rows.get(id, 0) >= version if stays else id not in rows):
            return moment - began
    return float("inf")


def untrue(screen, suite):
    """Whether it shows something else than what is there now."""
    since, until = (moment.isoformat() for moment in screen.days)
    rows = suite.get("citas/appointments", **{"from": since, "to": until, "limit": 1000})["data"]
    return screen.reads[-1][1] != {row["id"]: row["version"] for row in rows}


class Processor:
    """Percent of one core that the suite used since it was last asked."""

    def __init__(self, settings):
        states = Supervisor(settings).states().items()
        self.pids = {name: info["pid"] for name, info in states if info["statename"] == "RUNNING"}
        self.before, self.since = spent(self.pids), time.monotonic()

    def percent(self):
        after, now = spent(self.pids), time.monotonic()
        used = {name: 100 * (after[name] - self.before[name]) / (now - self.since) for name in self.pids}
        self.before, self.since = after, now
        return used

    def over(self, seconds):
        self.percent()
        time.sleep(seconds)
        return self.percent()


def main():
    parser = argparse.ArgumentParser(prog="bench.live", description=__doc__.partition("\n")[0])
    parser.add_argument("--screens", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--every", type=float, default=2, help="seconds between two acts (2)")
    asked = parser.parse_args()
    settings = settings_module.load()
    suite = open_suite(settings)
    drain(suite)
    reception, processor, enough = Reception(suite), Processor(settings), threading.Event()
    idle = processor.over(IDLE_SECONDS)
    days = [(day, day + timedelta(days=1)) for day in reception.days]
    week = (days[0][0], days[-1][1])
    screens = [
        Screen(n, settings, days[n % DAYS] if n % WEEKS_EVERY else week, enough) for n in range(asked.screens)
    ]
    for screen in screens:
        screen.start()
    time.sleep(2 * PAUSE)
    try:
        quiet = processor.over(QUIET_SECONDS)
        before, began = requests_of(screens), time.monotonic()
        for _ in range(8):
            reception.book()
            time.sleep(asked.every)
        reception.work(time.monotonic() + 60 * asked.minutes, asked.every)
        busy, seconds = processor.percent(), time.monotonic() - began
        rate = (requests_of(screens) - before) / seconds
        time.sleep(LATEST_SECONDS + PAUSE)
        lost = [screen for screen in screens if untrue(screen, suite)]
    finally:
        enough.set()
        for screen in screens:
            screen.join()
        reception.clinic.clear()
    return report(screens, reception.acts, rate, {"idle": idle, "quiet": quiet, "busy": busy}, lost)


def requests_of(screens):
    return sum(screen.asked.total() for screen in screens)


def report(screens, acts, rate, used, lost):
    """Print what came of it; 1 where it falls short."""
    late = [s for screen in screens for act in acts if (s := seconds_to(screen, act)) is not None]
    missed = sum(s == float("inf") for s in late)
    seen = [s for s in late if s != float("inf")]
    failed = sum((screen.failed for screen in screens), Counter())
    total = {when: sum(parts.values()) for when, parts in used.items()}
    screens_cost = total["quiet"] - total["idle"]
    print(f"{len(screens)} screens, {len(acts)} acts, {rate:.1f} requests a second, failed {dict(failed)}")
    print(
        f"seen {len(late)} times: p50 {percentile(seen, 50):.2f} s, p95 {percentile(seen, 95):.2f} s, "
        f"latest {max(seen):.2f} s (at most {LATEST_SECONDS}); missed {missed}; untrue in the end {len(lost)}"
    )
    for when, parts in used.items():
        dearest = sorted(parts, key=parts.get, reverse=True)[:5]
        print(
            f"{when:<6}{total[when]:>6.1f} % of a core   "
            + "  ".join(f"{name} {parts[name]:.1f}" for name in dearest)
        )
    print(f"the screens, while nothing happens: {screens_cost:.1f} % of a core (at most {MOST_PERCENT})")
    return int(bool(failed or missed or lost) or max(seen) > LATEST_SECONDS or screens_cost > MOST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())
