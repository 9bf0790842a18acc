"""What a visit needs of the agenda, from the rules of its treatments. Neither HTTP nor SQL.

Preparing and cleaning occupy the room and the equipment: while a room is made ready, its professional and the patient are
free. Of several treatments in one visit the longest preparation and the longest cleaning count, and all of the equipment.
"""

from dataclasses import dataclass

from common.problems import Invalid


@dataclass(frozen=True)
class Needs:
    preparation_minutes: int = 0
    cleaning_minutes: int = 0
    equipment_ids: tuple = ()
    room_kind: str | None = None
    # None: anybody.
    doctor_ids: frozenset | None = None
    notice_minutes: int = 0

    def allows(self, doctor_id):
        return self.doctor_ids is None or doctor_id in self.doctor_ids

    @property
    def occupies(self):
        """The columns in which a visit remembers what it occupies beside its hour."""
        return {
            "preparation_minutes": self.preparation_minutes,
            "cleaning_minutes": self.cleaning_minutes,
            "equipment_ids": list(self.equipment_ids),
        }


def needs_of(rules):
    kinds = {rule["room_kind"] for rule in rules} - {None}
    doctors = [frozenset(rule["doctor_ids"]) for rule in rules if rule["doctor_ids"]]
    return Needs(
        preparation_minutes=max((rule["preparation_minutes"] for rule in rules), default=0),
        cleaning_minutes=max((rule["cleaning_minutes"] for rule in rules), default=0),
        equipment_ids=tuple(sorted({id for rule in rules for id in rule["equipment_ids"]})),
        room_kind=min(kinds, default=None),
        doctor_ids=frozenset.intersection(*doctors) if doctors else None,
        notice_minutes=max((rule["notice_minutes"] or 0 for rule in rules), default=0),
    )


def must_be_met(rules, doctor_id, room, fields, of_place=True):
    """Raise Invalid for a treatment whose professional, room or equipment is not as it needs.

    `fields` are the names of the professional's, the room's and the treatments' field; `room` is {kind} or None;
    without `of_place` only what no professional and no room could mend is refused.
    """
    of_doctor, of_room, of_treatments = fields
    kinds = {rule["room_kind"] for rule in rules} - {None}
    for rule in rules:
        name = rule["treatment_name"]
        if of_place and rule["doctor_ids"] and doctor_id not in rule["doctor_ids"]:
            raise Invalid.field(of_doctor, f"Este profesional no hace «{name}».")
        if rule["out_of_use"]:
            raise Invalid.field(
                of_treatments, f"«{name}» necesita «{rule['out_of_use']}», que está fuera de uso."
            )
    if len(kinds) > 1:
        one, other = sorted(kinds)[:2]
        raise Invalid.field(
            of_treatments,
            f"Necesitan consultorios de distinto tipo («{one}» y «{other}»): agende una visita de varias partes.",
        )
    for rule in rules:
        kind = rule["room_kind"]
        if kind and of_place and (room is None or room["kind"] != kind):
            raise Invalid.field(
                of_room, f"«{rule['treatment_name']}» necesita un consultorio de tipo «{kind}»."
            )
