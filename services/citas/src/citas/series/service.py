"""A series is booked whole or not at all, each of its appointments by the way that everybody takes; and acts on several of them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from types import SimpleNamespace

from citas.appointments import neighbours
from citas.appointments.queries import appointments
from citas.appointments.reads import taken
from citas.appointments.rules import slots
from citas.appointments.service import booking, requirements, states
from citas.locks import lock_agendas
from citas.series import events, queries, rules
from common.clock import clinic_zone
from common.problems import Invalid
from common.store.db import get_db
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current

NOT_FOUND = "No existe esa serie."
NO_MEMBER = "Esa cita no es de esta serie."


@dataclass(frozen=True)
class Plan:
    """A series that is wished: whose, what each part is, and where every appointment would be."""

    patient: dict
    parts: list  # {doctor, room_id, treatments, minutes, occupies} of each
    places: list
    rule: str | None
    words: str
    reason: str | None

    def slot(self, place, holder_id=None):
        part = self.parts[place.part]
        return slots.Slot(
            part["doctor"]["id"],
            part["room_id"],
            self.patient["id"],
            place.start_time,
            place.end_time,
            holder_id=holder_id,
            **part["occupies"],
        )


@dataclass(frozen=True)
class Step:
    """What a status is asked for with."""

    status: str
    reason: str | None = None
    confirm: bool = False
    overbooked: bool = False
    overbook_room: bool = False


def prepare(new):
    """The plan of a wish, with what others are asked before the transaction."""
    rules.must_repeat(new.repeat, len(new.parts))
    zone = clinic_zone()
    first = new.start_time.astimezone(zone).replace(tzinfo=None)
    rule = rules.rule_of(new.repeat, first) if new.repeat else None
    patient = neighbours.patient_of_field(new.patient_id)
    parts = planned_parts(new.parts, patient["id"])
    ends = "repeat.until" if new.repeat and new.repeat.until else "repeat.count"
    places = places_of(rules.moments(rule, first, zone), parts, new.exceptions, ends)
    return Plan(patient, parts, places, rule, rules.words_of(new.repeat, len(parts)), new.reason or None)


def prepare_more(id, wish):
    """The plan of more visits of a series, each like the one that `wish` names.

    It is made of what the wish's writer saw, whatever was added since: sent twice it is the same.
    """
    with get_db().session() as db:
        series = found(queries.get(db, id), NOT_FOUND)
        members = [row for row in queries.members(db, id) if row["occurrence"] <= wish.last_seen]
        anchor = member(members, wish.appointment_id)
        visits = [appointments.get(db, row["id"]) for row in rules.parts_of(members, anchor)]
    moments = rules.continued(
        series["rule"], rules.standing(members), wish, wish.last_seen + 1, datetime.now(UTC), clinic_zone()
    )
    patient = neighbours.patient_of_field(anchor["patient_id"])
    lines = [line for visit in visits for line in visit["treatments"]]
    going_on = neighbours.accepted_items({line["plan_item_id"] for line in lines} - {None})
    parts = planned_parts([again(visit, going_on) for visit in visits], patient["id"])
    ends = "until" if wish.until else "count"
    places = places_of(moments, parts, wish.exceptions, ends, wish.last_seen + 1)
    rule = rules.ended(series["rule"], moments[-1], clinic_zone())
    return Plan(patient, parts, places, rule, series["words"], visits[0]["reason"])


def again(visit, going_on):
    """A part like that one, of the items of a plan that are `going_on`: one that is done by now has no more sessions."""
    lines = [
        SimpleNamespace(
            treatment_id=line["treatment_id"],
            quantity=Decimal(line["quantity"]),
            plan_item_id=line["plan_item_id"] if line["plan_item_id"] in going_on else None,
        )
        for line in visit["treatments"]
    ]
    return SimpleNamespace(
        doctor_id=visit["doctor"]["id"],
        room_id=visit["room"] and visit["room"]["id"],
        minutes=int((visit["end_time"] - visit["start_time"]).total_seconds() // 60),
        treatments=lines,
    )


def planned_parts(wished, patient_id):
    parts = [part_of(part, f"parts.{position}", patient_id) for position, part in enumerate(wished)]
    with get_db().transaction() as tx:
        for position, part in enumerate(parts):
            part["occupies"] = occupies_of(tx, part, f"parts.{position}")
    return parts


def places_of(moments, parts, exceptions, ends, first=0):
    """Where every appointment would be; `ends` is the field that says how far the series goes."""
    exceptions = {one.day: one.start_time for one in exceptions}
    places = rules.places(moments, [part["minutes"] for part in parts], exceptions, clinic_zone(), first)
    with get_db().session() as db:
        last = taken.last_day(db)
    for place in places:
        slots.must_not_be_past(place.start_time, datetime.now(UTC))
        slots.must_be_within_reach(place.start_time, last, clinic_zone(), rules.field_of(place, ends))
    return places


def part_of(part, field, patient_id):
    try:
        doctor = neighbours.doctor_of_field(part.doctor_id)
    except Invalid:
        raise Invalid.field(f"{field}.doctor_id", "No existe ese profesional o ya no atiende.") from None
    lines = neighbours.treatments(part.treatments, f"{field}.treatments")
    lines = neighbours.planned(lines, part.treatments, f"{field}.treatments", patient_id)
    slots.must_fit_money(lines)
    start = datetime.now(UTC)
    minutes = part.minutes or int((slots.end_of(start, lines) - start).total_seconds() // 60)
    if not 5 <= minutes <= 720:
        raise Invalid.field(f"{field}.minutes", "Cada parte dura entre 5 minutos y 12 horas.")
    return {"doctor": doctor, "room_id": part.room_id, "treatments": lines, "minutes": minutes}


def occupies_of(tx, part, field):
    """What each visit of a part occupies beside its hour; its professional and room must be as its treatments need."""
    fields = [f"{field}.{name}" for name in requirements.FIELDS]
    ids = booking.ids_of(part["treatments"])
    return requirements.met(tx, ids, part["doctor"]["id"], part["room_id"], fields).occupies


def book(tx, plan):
    """All of it, under the agendas of all of it: two series that could clash never wait for each other."""
    lock_agendas(tx, [vars(plan.slot(place)) for place in plan.places], plan.patient["id"])
    id = queries.insert(tx, plan.rule, plan.words, me().id, me().name)
    return booked(tx, id, plan, "booked")


def extend(tx, id, version, wish, plan):
    """More visits of a series, all of them or none."""
    _, members, _ = lock(tx, id, wish.appointment_id, version)
    rules.must_be_seen_whole(members, wish.last_seen)
    lock_agendas(tx, [vars(plan.slot(place)) for place in plan.places], plan.patient["id"])
    queries.set_rule(tx, id, plan.rule)
    return booked(tx, id, plan, "extended")


def booked(tx, id, plan, what):
    made = []
    for place in plan.places:
        part = plan.parts[place.part]
        visit = booking.Visit(
            patient_id=plan.patient["id"],
            doctor_id=part["doctor"]["id"],
            room_id=part["room_id"],
            start_time=place.start_time,
            end_time=place.end_time,
            reason=plan.reason,
        )
        belonging = {"series_id": id, **only(vars(place), "occurrence", "part", "occurs_at")}
        made.append(
            booking.book(
                tx,
                visit,
                part["doctor"],
                plan.patient,
                part["treatments"],
                [],
                place.end_time,
                series=belonging,
            )
        )
    events.series(tx, id, plan.words, plan.patient, what, [one["id"] for one in made])
    return {"series": queries.get(tx, id), "first": made[0]}


def lock(tx, id, anchor_id, version):
    """(the series, all its visits, the one that an act begins at)."""
    series = found(queries.get(tx, id), NOT_FOUND)
    members = queries.lock_members(tx, id)
    anchor = member(members, anchor_id)
    must_be_current(anchor, version)
    return series, members, anchor


def member(members, id):
    anchor = next((row for row in members if row["id"] == id), None)
    if anchor is None:
        raise Invalid.field("appointment_id", NO_MEMBER)
    return anchor


def targets(members, anchor, wish, now):
    """[(row, where it goes)] of a move, in the order in which none is put where another still is."""
    zone = clinic_zone()
    place = wish.model_dump(include={"doctor_id", "room_id"}, exclude_unset=True)
    if place and any(row["part"] for row in members):
        raise Invalid.field(
            "doctor_id", "De una visita de varias partes se mueve la hora; cada parte cambia por separado."
        )
    rows = [row for row in rules.movable(members, anchor, wish.scope, now) if row["id"] not in wish.leave]
    rules.must_reach(rows, "mover")
    later = wish.start_time > anchor["start_time"]
    return [
        (
            row,
            {
                "start_time": rules.shifted(row["start_time"], anchor["start_time"], wish.start_time, zone),
                **place,
            },
        )
        for row in rules.in_order(rows, later)
    ]


def move(tx, id, version, wish, doctor):
    """The visits that the act is about, as many days and hours as the one it begins at; all or none."""
    series, members, anchor = lock(tx, id, wish.appointment_id, version)
    moves = targets(members, anchor, wish, datetime.now(UTC))
    after = [{**row, **to} for row, to in moves]
    lock_agendas(tx, [*(row for row, _ in moves), *after], anchor["patient_id"])
    zone = clinic_zone()
    for row, to in moves:
        booking.change(tx, row["id"], None, to, doctor)
        if wish.scope != "VISIT":
            planned = rules.shifted(row["occurs_at"], anchor["start_time"], wish.start_time, zone)
            queries.follow_rule(tx, row["id"], planned)
    return told(tx, series, anchor, "moved", [row for row, _ in moves])


def cancel(tx, id, version, wish):
    series, members, anchor = lock(tx, id, wish.appointment_id, version)
    rows = rules.reached(members, anchor, wish.scope, rules.CANCELLABLE, datetime.now(UTC))
    rules.must_reach(rows, "cancelar")
    lock_agendas(tx, rows, anchor["patient_id"])
    for row in rows:
        states.change_status(tx, row["id"], None, Step("CANCELLED", wish.reason))
    return told(tx, series, anchor, "cancelled", rows)


def told(tx, series, anchor, what, rows):
    first = {}
    for row in sorted(rows, key=lambda row: (row["occurrence"], row["part"])):
        first.setdefault(row["occurrence"], row["id"])
    queries.tell_once(tx, [row["id"] for row in rows if row["id"] not in first.values()])
    patient = {"id": anchor["patient_id"], "name": anchor["patient_name"]}
    events.series(tx, series["id"], series["words"], patient, what, [row["id"] for row in rows])
    return queries.get(tx, series["id"])
