"""Today and the next two weeks, through the API, as the clinic's people would do it."""

import secrets
import time
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal

from cryptography.hazmat.primitives.asymmetric import rsa

from tools.demo import writing
from tools.demo.billing import BANKS, METHODS, REFERENCES
from tools.demo.history import room_of
from tools.demo.plan import LEFT_AS_DRAFTS, dice
from tools.demo.session import Refused
from tools.messages import Problem, notice, step
from tools.sri_emulator.authority import Authority

# How an appointment gets to each status.
STEPS = {
    "PENDING": (),
    "CONFIRMED": ("CONFIRMED",),
    "ARRIVED": ("ARRIVED",),
    "IN_PROGRESS": ("ARRIVED", "IN_PROGRESS"),
    "COMPLETED": ("ARRIVED", "IN_PROGRESS", "COMPLETED"),
    "CANCELLED": ("CANCELLED",),
    "NO_SHOW": ("NO_SHOW",),
}
PATIENCE_SECONDS = 30
# The first line of the last invoice that nobody has paid.
OWED = """
    SELECT i.id, l.id, l.quantity
      FROM facturacion.invoices i JOIN facturacion.invoice_lines l ON l.invoice_id = i.id AND l.position = 1
     WHERE i.status = 'ISSUED' AND i.paid = 0 AND i.buyer_id_type <> '07' AND l.subtotal > 0
     ORDER BY i.id DESC LIMIT 1
"""
# The first that nobody has paid anything of, and a day that has begun nowhere yet.
WHOLE = """
    SELECT id, version, balance, current_date + 1
      FROM facturacion.invoices
     WHERE status = 'ISSUED' AND balance = total AND balance > 1 AND patient_id IS NOT NULL
     ORDER BY id LIMIT 1
"""
# People came some minutes before their hour, went in some after it and came out about its end, not all of them while this ran.
CAME = """
    UPDATE citas.appointment_changes c
       SET changed_at = moment.at
      FROM citas.appointments a,
           LATERAL (VALUES ('arrived', lower(a.during) + ((a.id %% 7) - 9) * interval '1 minute'),
                           ('started', lower(a.during) + (a.id %% 8) * interval '1 minute'),
                           ('completed', upper(a.during) + ((a.id %% 9) - 4) * interval '1 minute')) AS moment (what, at)
     WHERE a.id = c.appointment_id AND c.what = moment.what AND lower(a.during) >= current_date - 1 AND moment.at < c.changed_at
 RETURNING c.id
"""
# What is over lets nobody change it: the owner sets its end beside the triggers.
ENDED = """
    SET LOCAL session_replication_role = replica;
    UPDATE citas.appointments a
       SET completed_at = c.changed_at
      FROM citas.appointment_changes c
     WHERE c.appointment_id = a.id AND c.what = 'completed' AND a.status = 'COMPLETED' AND lower(a.during) >= current_date - 1
       AND c.changed_at < a.completed_at
 RETURNING a.id
"""
DESKS = 3  # that book at once


def load(suite, plan, known):
    """Book, attend, write and charge. What an interrupted run left is taken up where it stands."""
    with step(f"Citas de hoy ({len(plan.today)}) y de las dos próximas semanas ({len(plan.future)})"):
        there = {
            (doctor, start, overbooked): (id, status)
            for id, doctor, start, overbooked, status in suite.rows(
                "SELECT id, doctor_id, lower(during), overbooked, status FROM citas.appointments"
            )
        }
        # The overbooked last: what stands over another is booked after it.
        visits = sorted([*plan.today, *plan.future], key=lambda visit: bool(visit.overbook_reason))
        with ThreadPoolExecutor(DESKS) as desks:
            booked = desks.map(lambda visit: book(suite, known, visit, there), visits)
            ids = {visit.key: id for visit, id in zip(visits, booked, strict=True)}
    suite.rows(CAME)
    suite.rows(ENDED)
    skipped = sum(id is None for id in ids.values())
    if skipped:
        notice(f"{skipped} citas no se agendaron: su hora ya estaba ocupada o pasó.")
    done = [visit for visit in plan.today if visit.status == "COMPLETED" and ids[visit.key]]
    with step("Consumos y borradores de factura de hoy"):
        wait_for_drafts(suite, [ids[visit.key] for visit in done])
    with step("Notas, facturas y cobros de hoy"):
        write_notes(suite, plan, known, ids)
        # Early in the morning nobody has been attended yet: then those of the last days.
        attended = [visit for visit in plan.history if visit.status == "COMPLETED"]
        prescribe(suite, known, [*reversed(done), *reversed(attended)])
        certify(suite, known, [*reversed(done), *reversed(attended)])
        order_exams(suite, known, [*reversed(done), *reversed(attended)])
        charge(suite, plan, known, [ids[visit.key] for visit in done])
        keep_on_account(suite, plan, known)
        agree_instalments(suite)


def book(suite, known, visit, there):
    """The id of the appointment, brought to its status; None where the agenda does not take it."""
    doctor, desk = known.users[visit.doctor], known.users["reception"]
    place = doctor[0], visit.start, bool(visit.overbook_reason)
    if place in there:
        id, status = there[place]
    else:
        body = {
            "patient_id": known.patients[visit.patient],
            "doctor_id": doctor[0],
            "room_id": room_of(known, visit.doctor),
            "start_time": visit.start.isoformat(),
            "end_time": visit.end.isoformat(),
            "reason": visit.reason,
            "treatments": [
                {"treatment_id": known.treatments[code], "quantity": str(quantity)}
                for code, quantity in visit.treatments
            ],
            "extras": [
                {"product_id": known.products[sku], "quantity": str(quantity)}
                for sku, quantity in visit.extras
            ],
        }
        if visit.overbook_reason:
            body |= {"overbooked": True, "overbook_reason": visit.overbook_reason, "overbook_room": True}
        try:
            id, status = suite.post("citas/appointments", body, desk)["id"], "PENDING"
        except Refused as refusal:
            if refusal.status in (409, 422):
                return None
            raise
    for wanted in steps_left(visit.status, status):
        who = doctor if wanted in ("IN_PROGRESS", "COMPLETED") else desk
        change = {"status": wanted} | ({"reason": visit.cancel_reason} if wanted == "CANCELLED" else {})
        suite.patch(f"citas/appointments/{id}/status", change, who)
    return id


def steps_left(target, status):
    """From where it stands; nothing where somebody has moved it elsewhere."""
    path = ("PENDING", *STEPS[target])
    return path[path.index(status) + 1 :] if status in path else ()


def wait_for_drafts(suite, ids):
    """Until stock and billing have heard of the visits that are over."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        ((ready,),) = suite.rows(
            """
            SELECT count(*) FROM facturacion.appointment_costs c
             WHERE appointment_id = ANY(%(ids)s) AND cost IS NOT NULL
               AND EXISTS (SELECT FROM facturacion.invoices i WHERE i.appointment_id = c.appointment_id)
            """,
            ids=ids,
        )
        if ready >= len(ids):
            return
        if time.monotonic() > deadline:
            raise Problem("Los servicios no terminaron de procesar las citas de hoy; vea ./clinica status.")
        time.sleep(0.2)


def write_notes(suite, plan, known, ids):
    """Signed for each visit that is over; begun for the one that is going on."""
    written = {
        id
        for (id,) in suite.rows(
            "SELECT appointment_id FROM historia_clinica.clinical_notes WHERE appointment_id = ANY(%(ids)s)",
            ids=[ids[visit.key] for visit in plan.today if ids[visit.key]],
        )
    }
    random = dice(plan.seed, "today")
    for visit in plan.today:
        if visit.status not in ("COMPLETED", "IN_PROGRESS"):
            continue
        note, id, doctor = writing.note(random, visit), ids[visit.key], known.users[visit.doctor]
        if id is None or id in written:
            continue
        path = f"historia-clinica/patients/{known.patients[visit.patient]}/notes"
        draft = suite.post(path, {**note.body, "appointment_id": id}, doctor)
        if visit.status == "COMPLETED":
            suite.post(f"historia-clinica/notes/{draft['id']}/sign", {}, doctor)


def prescribe(suite, known, visits):
    """A small list of medicines, one favourite, and what two of the last patients took home."""
    there = {(dci, concentration) for dci, concentration in suite.rows(
        "SELECT dci, concentration FROM historia_clinica.medicines")}  # fmt: skip
    for dci, concentration, form in writing.MEDICINES:
        if (dci, concentration) not in there:
            medicine = {"dci": dci, "concentration": concentration, "form": form}
            suite.post("historia-clinica/medicines", medicine, known.users["general"])
    ((written,),) = suite.rows("SELECT count(*) FROM historia_clinica.prescriptions")
    if written or not visits:
        return
    ids = dict(suite.rows("SELECT dci, min(id) FROM historia_clinica.medicines GROUP BY dci"))
    items = [{"medicine_id": ids[dci], **item} for dci, item in writing.PRESCRIBED.items()]
    advice = {"general": writing.ADVICE, "warning": writing.WARNING}
    favourite = {"name": "Dolor tras un procedimiento", "items": items, **advice}
    suite.post("historia-clinica/prescription-templates", favourite, known.users[visits[0].doctor])
    give_signature(suite, known.users[visits[0].doctor])
    left = 2
    for visit in visits[:10]:
        body = {
            "diagnoses": [{"code": "K04.7", "description": "Absceso periapical sin fístula"}],
            "items": items,
            "sign": visit.doctor == visits[0].doctor,
            **advice,
        }
        path = f"historia-clinica/patients/{known.patients[visit.patient]}/prescriptions"
        try:
            suite.post(path, body, known.users[visit.doctor])
        except Refused as refusal:
            if refusal.status != 409:  # an allergy to one of them
                raise
            continue
        left -= 1
        if not left:
            break


def give_signature(suite, doctor):
    """A certificate of an authority that nobody trusts, with which this doctor's prescriptions are signed."""
    authority = Authority()
    key = rsa.generate_private_key(65537, 2048)
    holder = f"EJEMPLO, SIN VALOR: {doctor[1]}"[:64]
    password = secrets.token_urlsafe(16)
    file = authority.file(key, authority.certify(holder, key.public_key()), password)
    certificate = {"content": b64encode(file).decode(), "password": password}
    suite.post("historia-clinica/own-signing-certificate", certificate, doctor)


def certify(suite, known, visits):
    """Two certificates: one of two days of rest, one of hours whose diagnosis the patient keeps to themselves."""
    ((written,),) = suite.rows("SELECT count(*) FROM historia_clinica.certificates")
    if written:
        return
    for visit, rest in zip(visits, writing.RESTS, strict=False):
        day = visit.start.date()
        body = {
            "attended_on": f"{day}",
            "attended_from": f"{visit.start:%H:%M}",
            "attended_until": f"{visit.end:%H:%M}",
            **writing.CERTIFIED,
            **rest(day),
        }
        path = f"historia-clinica/patients/{known.patients[visit.patient]}/certificates"
        suite.post(path, body, known.users[visit.doctor])


def order_exams(suite, known, visits):
    """A small catalogue, and two orders: of blood, with a value that nobody has seen, and of an image."""
    there = {name for (name,) in suite.rows("SELECT name FROM historia_clinica.exams")}
    for exam in writing.EXAMS:
        if exam["name"] not in there:
            suite.post("historia-clinica/exams", exam, known.users["general"])
    ((written,),) = suite.rows("SELECT count(*) FROM historia_clinica.orders")
    if written:
        return
    ids = dict(suite.rows("SELECT name, id FROM historia_clinica.exams"))
    for visit, wish in zip(visits, writing.ORDERS, strict=False):
        doctor = known.users[visit.doctor]
        body = {name: wish[name] for name in ("kind", "urgent", "indication", "diagnoses")}
        body["items"] = [{"exam_id": ids[name], "detail": detail} for name, detail in wish["exams"]]
        path = f"historia-clinica/patients/{known.patients[visit.patient]}/orders"
        order = suite.post(path, body, doctor)
        for result in wish["results"]:
            suite.post(f"historia-clinica/orders/{order['id']}/results", result, doctor)


def charge(suite, plan, known, ids):
    """All but the last, in full but for one that pays a part; what is cash comes into the cashier's till."""
    random, cashier = dice(plan.seed, "cash"), known.users["cashier"]
    open_till(suite, cashier)
    drafts = suite.rows(
        """
        SELECT id FROM facturacion.invoices
         WHERE appointment_id = ANY(%(ids)s) AND status = 'DRAFT' ORDER BY appointment_id
        """,
        ids=ids[:-LEFT_AS_DRAFTS],
    )
    for number, (id,) in enumerate(drafts):
        invoice = suite.post(f"facturacion/invoices/{id}/issue", {}, cashier)
        method = random.choices(list(METHODS), list(METHODS.values()))[0]
        amount = invoice["total"] if number != 1 else "5.00"
        payment = {"method": method, "amount": amount}
        if method in REFERENCES:
            payment["reference"] = REFERENCES[method].format(f"{number:02}{random.randint(10**7, 10**8 - 1)}")
        if method == "CHECK":
            payment["bank"] = BANKS[number % len(BANKS)]
        suite.post(f"facturacion/invoices/{id}/payments", payment, cashier)


def keep_on_account(suite, plan, known):
    """Somebody leaves money for a crown to come, another a post-dated cheque; the last thing billed that is still owed is
    credited in part."""
    ((already,),) = suite.rows("SELECT count(*) FROM facturacion.account_movements")
    if already or not plan.today:
        return
    patient = known.patients[plan.today[0].patient]
    deposit = {"method": "TRANSFER", "amount": "60.00", "reference": "Transferencia 00881407"}
    path = f"facturacion/patients/{patient}/deposits"
    suite.post(path, deposit | {"reason": "Abono para la corona"}, known.users["cashier"])
    later = plan.today[-1]
    cheque = {"method": "CHECK", "amount": "150.00", "reference": "Cheque 001284", "bank": "Banco Pichincha"}
    cheque |= {"due_on": f"{later.start.date() + timedelta(days=20)}", "reason": "Abono para la ortodoncia"}
    path = f"facturacion/patients/{known.patients[later.patient]}/deposits"
    suite.post(path, cheque, known.users["cashier"])
    for id, line, quantity in suite.rows(OWED):
        body = {
            "lines": [{"line_id": line, "quantity": str(quantity)}],
            "reason": "Se cobró un tratamiento que no se hizo",
        }
        suite.post(f"facturacion/invoices/{id}/credit-notes", body, None)


def agree_instalments(suite):
    """The oldest invoice that is owed whole is paid in three parts."""
    ((already,),) = suite.rows("SELECT count(*) FROM facturacion.instalment_plans")
    if already:
        return
    for id, version, balance, first in suite.rows(WHOLE):
        third = (balance / 3).quantize(Decimal("0.01"), ROUND_DOWN)
        parts = [
            {"due_on": f"{first + timedelta(days=30 * place)}", "amount": str(amount)}
            for place, amount in enumerate((third, third, balance - 2 * third))
        ]
        suite.put(f"facturacion/invoices/{id}/instalments", {"instalments": parts}, version)


def open_till(suite, cashier, opening_float="80.00"):
    """The cashier's day begins with some change in the till."""
    ((open_already,),) = suite.rows(
        """
        SELECT count(*) FROM facturacion.cash_sessions WHERE cashier_id = %(id)s AND closed_at IS NULL
        """,
        id=str(cashier[0]),
    )
    if not open_already:
        ((till,),) = suite.rows("SELECT min(id) FROM facturacion.tills")
        suite.post("facturacion/cash/sessions", {"till_id": till, "opening_float": opening_float}, cashier)
