"""A freed hour is offered to the first of the list, accepted by one of them, or booked at once."""

from datetime import UTC, datetime, timedelta

from citas.appointments.service import booking
from citas.locks import lock_agendas
from citas.schedules.queries import booking_rules
from citas.waitlist import events, neighbours, reads, rules
from citas.waitlist.queries import entries, gaps
from citas.waitlist.queries import offers as queries
from citas.waitlist.service.entries import NOT_FOUND as NO_ENTRY
from common.clock import clinic_today
from common.messages import mail
from common.problems import Gone
from common.store.sql import only
from common.web.auth import me
from common.web.http import found

NO_GAP = "No existe esa hora liberada."
NO_OFFER = "No existe esa oferta."


def choose(db, gap_id, wish):
    """(the gap, its free piece, who is offered it, who is not), looked at before others are asked."""
    row = found(gaps.get(db, gap_id), NO_GAP)
    gap = reads.free_of(db, row)
    rules.must_be_free(gap)
    fit, unfit = reads.ranking(db, row, gap)
    chosen = rules.chosen(fit, wish.entry_ids, booking_rules.get(db)["waitlist_offers"])
    rules.must_be_somebody(chosen)
    names = {one["entry"]["id"] for one in chosen}
    return row, gap, chosen, [one for one in fit if one["entry"]["id"] not in names] + unfit


def prepare(chosen):
    """{entry: (contact, lines)}: whom to write to and at what prices, asked before the transaction."""
    return {
        one["entry"]["id"]: (neighbours.contact(one["entry"]["patient_id"]), neighbours.lines(one["entry"]))
        for one in chosen
    }


def offer(tx, choice, known, mails, base):
    """Offer it to each of the chosen, with a letter to those who have an address and want one."""
    row, gap, chosen, skipped = choice
    now = datetime.now(UTC)
    queries.expire(tx)
    until = rules.expiry(now, booking_rules.get(tx)["waitlist_minutes"], gap.start_time)
    ids = []
    for one in chosen:
        entry, (contact, lines) = one["entry"], known[one["entry"]["id"]]
        mailed = bool(mails and contact["messages"] and contact["email"])
        id = queries.insert(
            tx,
            gap_id=row["id"],
            entry_id=entry["id"],
            doctor_id=row["doctor"]["id"],
            doctor_name=row["doctor"]["name"],
            room_id=row["room"] and row["room"]["id"],
            start_time=gap.start_time,
            end_time=gap.start_time + timedelta(minutes=entry["minutes"]),
            treatments=lines,
            mailed=mailed,
            offered_by_id=me().id,
            offered_by_name=me().name,
            expires_at=until,
            **only(one, "place", "points", "reason"),
        )
        ids.append(id)
        made = queries.get(tx, id)
        events.publish_offer(tx, made, "offered")
        if mailed:
            about = {"offer_id": id, "to": contact["email"], "base": base}
            name = entry["patient_name"]
            mail.post(
                tx,
                "waitlist_offer",
                f"offer:{id}",
                f"Envió por correo la oferta a {name}",
                entry["patient_id"],
                **about,
            )
    gaps.insert_skips(tx, row["id"], skipped)
    return {"data": [queries.get(tx, id) for id in ids]}


def seconds_left(db, id):
    """For how long a link to an offer may serve."""
    one = found(queries.get(db, id), NO_OFFER)
    rules.must_stand(one["state"])
    return max(int((one["expires_at"] - datetime.now(UTC)).total_seconds()), 1)


def withdraw(tx, id):
    state = found(queries.lock(tx, id), NO_OFFER)
    rules.must_stand(state)
    queries.end(tx, [id], "WITHDRAWN")
    one = queries.get(tx, id)
    events.publish_offer(tx, one, "offer_withdrawn")
    return one


def see(tx, id):
    """What whoever has the link reads."""
    one = found(queries.get(tx, id), NO_OFFER)
    queries.see(tx, id)
    return shared(one)


def shared(one):
    """No treatment, and of the patient the first name: a link is opened on many screens."""
    return {
        "name": one["patient"]["name"].split()[0],
        "doctor": one["doctor"]["name"],
        **only(one, "start_time", "end_time", "expires_at", "state"),
    }


def decline(tx, id):
    state = found(queries.lock(tx, id), NO_OFFER)
    if state != "DECLINED":
        must_answer(state)
        queries.end(tx, [id], "DECLINED")
        events.publish_offer(tx, queries.get(tx, id), "declined")
    return shared(queries.get(tx, id))


def accept(tx, id):
    """The first to accept is booked, by the way that everybody takes. Sent again it is answered again.

    Agendas come before the offer's row, as whoever books takes them: then all who want this hour wait in one line.
    """
    one = found(queries.to_accept(tx, id), NO_OFFER)
    visit = booking.Visit(**only(one, "patient_id", "doctor_id", "room_id", "start_time", "end_time"))
    take_agendas(tx, visit, one["gives_up_id"])
    state = queries.lock(tx, id)
    if state != "ACCEPTED":
        must_answer(state)
        appointment = take(
            tx, visit, one, one["treatments"], {"id": one["doctor_id"], "name": one["doctor_name"]}
        )
        queries.accept(tx, id, appointment["id"])
        booked(tx, one["entry_id"], appointment)
    return shared(queries.get(tx, id))


def must_answer(state):
    if state == "ACCEPTED":
        raise Gone("Usted ya aceptó esta hora. Para dejarla, llame a la clínica.")
    rules.must_stand(state)


def choose_one(db, gap_id, entry_id):
    """Whom the hour is given to at once."""
    row = found(gaps.get(db, gap_id), NO_GAP)
    gap = reads.free_of(db, row)
    rules.must_be_free(gap)
    waiting = gaps.waiting(db, gap_id, gap.start_time, gap.end_time, clinic_today())
    entry = found(next((one for one in waiting if one["id"] == entry_id), None), NO_ENTRY)
    return row, gap, entry


def give(tx, choice, lines):
    """Book the entry at that hour, as somebody agreed with the patient; whatever it was offered ends."""
    row, gap, entry = choice
    visit = booking.Visit(
        patient_id=entry["patient_id"],
        doctor_id=row["doctor"]["id"],
        room_id=row["room"] and row["room"]["id"],
        start_time=gap.start_time,
        end_time=gap.start_time + timedelta(minutes=entry["minutes"]),
    )
    take_agendas(tx, visit, entry["gives_up_id"])
    open_offers = queries.lock_open_of(tx, entry["id"])
    rules.must_be_open(found(entries.lock(tx, entry["id"], clinic_today()), NO_ENTRY))
    queries.end(tx, open_offers, "WITHDRAWN")
    appointment = take(tx, visit, entry, lines, row["doctor"])
    booked(tx, entry["id"], appointment)
    return appointment


def take_agendas(tx, visit, gives_up_id):
    """The locks of whoever books or moves: the appointment's own row, then the agendas of where it was and will be."""
    before = [booking.lock(tx, gives_up_id)] if gives_up_id else []
    lock_agendas(tx, [*before, vars(visit)], visit.patient_id)


def take(tx, visit, patient, treatments, doctor):
    """The appointment: a new one, or the one that is given up, moved there."""
    if patient["gives_up_id"]:
        place = only(vars(visit), "doctor_id", "room_id", "start_time", "end_time", "overbooked")
        return booking.change(tx, patient["gives_up_id"], None, place, doctor)
    person = {name.removeprefix("patient_"): patient[name] for name in ("patient_id", *entries.PATIENT)}
    return booking.book(tx, visit, doctor, person, treatments, [], visit.end_time)


def booked(tx, entry_id, appointment):
    queries.book_entry(tx, entry_id, appointment["id"])
    entry = entries.get(tx, entry_id, clinic_today())
    events.publish_entry(tx, entry, "booked", appointment_id=appointment["id"])
