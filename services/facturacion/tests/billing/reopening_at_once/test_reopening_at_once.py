"""Visits completed and reopened under load, through citas, inventario and facturacion: as if they had never been completed.

Full size, in the `proofs` of `./clinica test`: `REOPENINGS=50`.
"""

import os
import random
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .books import REOPENED, billed_of, invoices_of, must_have_left_nothing, must_have_used

STANDING = REOPENED // 2


def complete(call, visit):
    body = {"status": "COMPLETED", "confirm": True}
    return call("patch", f"/appointments/{visit}/status", body, "citas").status_code


def reopen(call, visit):
    body = {"reason": "Faltó una radiografía"}
    return call("post", f"/appointments/{visit}/reopen", body, "citas").status_code


def test_visits_that_are_reopened_under_load_leave_what_never_having_been_completed_would(
    call,
    done,
    new_patient,
    new_package,
    sell,
    agree,
    under_way,
    equipped,
    treatment,
    product,
    relays,
    committed_suite,
):
    seed = int(os.environ.get("MONEY_SEED", secrets.randbelow(10**6)))
    print(f"MONEY_SEED={seed}")
    dice = random.Random(seed)
    package = new_package()
    in_package = package["items"][0]["treatment_id"]
    equipped(in_package)
    visits, held, agreed = [], [], []
    for place in range(REOPENED + 2 * STANDING):
        patient = new_patient(place)
        treatments = [treatment]
        if place % 3 == 0:
            held.append(sell(patient, package)["id"])
            treatments.append(in_package)
        elif place % 3 == 1:
            agree(patient)
            agreed.append(patient)
        visits.append(under_way(place, patient, *treatments))
    back, standing, disputed = visits[:REOPENED], visits[REOPENED:-STANDING], visits[-STANDING:]
    strange = []

    def go_back(visit):
        """Completed and reopened once or twice, sooner or later than anybody was told of it."""
        own = random.Random(f"{seed}:{visit}")
        for _ in range(own.randint(1, 2)):
            said = complete(call, visit)
            time.sleep(own.choice((0, 0, 0.05, 0.2)))
            again = reopen(call, visit)
            if (said, again) != (200, 200):
                strange.append((visit, said, again))

    def stand(visit):
        if complete(call, visit) != 200:
            strange.append(visit)

    def draft_of(visit):
        """The draft of a completed visit, once the relay told of it."""
        last = time.monotonic() + 60
        while time.monotonic() < last:
            rows = done("get", f"/invoices?appointment_id={visit}&status=DRAFT")["data"]
            if rows:
                return rows[0]["id"]
            time.sleep(0.02)
        raise AssertionError(f"no draft of {visit}")

    issued, reopened = {}, {}

    def issue(visit):
        stand(visit)
        id = draft_of(visit)
        both = threading.Barrier(2)

        def cashier():
            both.wait()
            issued[visit] = call("post", f"/invoices/{id}/issue", {}).status_code

        thread = threading.Thread(target=cashier)
        thread.start()
        both.wait()
        reopened[visit] = reopen(call, visit)
        thread.join()

    acts = [*((go_back, visit) for visit in back), *((stand, visit) for visit in standing)]
    acts += [(issue, visit) for visit in disputed]
    dice.shuffle(acts)
    with relays, ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda act: act[0](act[1]), acts))

    assert not strange
    # Who is first has it: a visit is charged or reopened, never both and never neither.
    assert {(issued[visit], reopened[visit]) for visit in disputed} <= {(200, 409), (409, 200)}
    nothing = back + [visit for visit in disputed if reopened[visit] == 200]
    stood = standing + [visit for visit in disputed if issued[visit] == 200]
    databases = committed_suite[2]
    must_have_left_nothing(databases, nothing)
    assert invoices_of(databases, stood) == len(stood)
    # What was prepaid or agreed and given back is there for the visit to come.
    packaged = sum(visits.index(visit) % 3 == 0 for visit in stood)
    must_have_used(databases, stood, product, 2 * (len(stood) + packaged))
    assert sum(done("get", f"/patient-packages/{id}")["used"] for id in held) == packaged
    assert billed_of(databases, agreed) == sum(visits.index(visit) % 3 == 1 for visit in stood)
